import { Injectable } from '@nestjs/common';
import { iso, type PostCommentFilter, type PostSummary, type PostView, Rejection } from '@duet/contracts';
import type { Tx } from '@duet/database';
import { lookUp } from '../look-up.ts';

interface Key {
  channel_id: string;
  video_id: string;
  last_at: Date;
}

interface Row extends Key {
  post: PostView | null;
  comments: number;
  unanswered: number;
  hidden: number;
}

const workspace = `current_setting('app.workspace')::uuid`;
const theTicket = 't.workspace_id = m.workspace_id AND t.subject_message_id = m.id';
const theState = 's.workspace_id = m.workspace_id AND s.channel_id = m.channel_id AND s.comment_id = m.external_id';
/** A customer's comment and what is known of it. */
const around = `${lookUp('tickets', 't', theTicket)} ${lookUp('comment_states', 's', theState)}`;
/** The same where the planner may begin with what is rare among the comments. */
const aroundRare = `LEFT JOIN tickets t ON ${theTicket} LEFT JOIN comment_states s ON ${theState}`;
const isHidden = `s.visibility = 'hidden'`;
const isUnanswered = `t.status = 'open' AND t.last_direction = 'in' AND coalesce(s.visibility, 'public') NOT IN ('hidden', 'deleted')`;

const meets = { all: 'true', unanswered: isUnanswered, hidden: isHidden } as const satisfies Record<
  PostCommentFilter,
  string
>;

/** Commented posts as people see them. Counts are taken from the comments themselves, so they are right at any moment. */
@Injectable()
export class PostListStore {
  /** One page, the post with the newest comment first. Posts are found by hopping through the index from one to the next. */
  async page(
    tx: Tx,
    { cursor, limit }: { cursor?: string | undefined; limit: number },
  ): Promise<{ posts: PostSummary[]; nextCursor: string | null }> {
    const after = cursor === undefined ? null : readPostCursor(cursor);
    const next = `SELECT channel_id, video_id FROM conversations WHERE workspace_id = ${workspace} AND video_id IS NOT NULL`;
    const keys = await tx.query<Key>(
      `WITH RECURSIVE k AS (
         (${next} ORDER BY channel_id, video_id LIMIT 1)
         UNION ALL
         SELECT n.* FROM k CROSS JOIN LATERAL (
           ${next} AND (channel_id, video_id) > (k.channel_id, k.video_id) ORDER BY channel_id, video_id LIMIT 1) n)
       SELECT k.channel_id, k.video_id, l.sent_at AS last_at FROM k CROSS JOIN LATERAL (${newestComment}) l
       WHERE $1::timestamptz IS NULL OR (l.sent_at, k.channel_id, k.video_id) < ($1, $2::uuid, $3::text)
       ORDER BY l.sent_at DESC, k.channel_id DESC, k.video_id DESC LIMIT $4`,
      [after?.at ?? null, after?.channelId ?? null, after?.videoId ?? null, limit + 1],
    );
    const page = keys.slice(0, limit);
    const last = page.at(-1);
    return {
      posts: await this.#count(tx, page),
      nextCursor: keys.length > limit && last ? writePostCursor(last) : null,
    };
  }

  /** @throws Rejection `not_found` nobody has commented on such a post */
  async find(tx: Tx, channelId: string, videoId: string): Promise<PostSummary> {
    const keys = await tx.query<Key>(
      `SELECT k.*, l.sent_at AS last_at FROM (SELECT $1::uuid AS channel_id, $2::text AS video_id) k
       CROSS JOIN LATERAL (${newestComment}) l`,
      [channelId, videoId],
    );
    const [post] = await this.#count(tx, keys);
    if (!post) throw new Rejection('not_found');
    return post;
  }

  /** One page of a post's comments, newest first: at most one more than wanted. */
  comments(
    tx: Tx,
    post: { channelId: string; videoId: string; show: PostCommentFilter },
    before: { at: string; id: string } | null,
    limit: number,
  ): Promise<{ id: string; ticket_id: string | null; sent_at: Date }[]> {
    return tx.query(
      `SELECT m.id, t.id AS ticket_id, m.sent_at FROM messages m ${post.show === 'all' ? around : aroundRare}
       WHERE m.workspace_id = ${workspace} AND m.channel_id = $1 AND m.video_id = $2 AND m.direction = 'in' AND ${meets[post.show]}
         AND ($3::timestamptz IS NULL OR (m.sent_at, m.id) < ($3, $4::uuid))
       ORDER BY m.sent_at DESC, m.id DESC LIMIT $5`,
      [post.channelId, post.videoId, before?.at ?? null, before?.id ?? null, limit],
    );
  }

  async #count(tx: Tx, keys: readonly Key[]): Promise<PostSummary[]> {
    if (keys.length === 0) return [];
    const rows = await tx.query<Row>(
      `SELECT k.*, o.view AS post, c.* FROM unnest($1::uuid[], $2::text[], $3::timestamptz[]) AS k (channel_id, video_id, last_at)
       LEFT JOIN posts o ON o.workspace_id = ${workspace} AND o.channel_id = k.channel_id AND o.video_id = k.video_id
       CROSS JOIN LATERAL (
         SELECT count(*)::integer AS comments, (count(*) FILTER (WHERE ${isUnanswered}))::integer AS unanswered,
           (count(*) FILTER (WHERE ${isHidden}))::integer AS hidden
         FROM messages m ${around} WHERE ${ofPost}) c
       ORDER BY k.last_at DESC, k.channel_id DESC, k.video_id DESC`,
      [
        keys.map(({ channel_id: channelId }) => channelId),
        keys.map(({ video_id: videoId }) => videoId),
        keys.map(({ last_at: at }) => at),
      ],
    );
    return rows.map(toSummary);
  }
}

const ofPost = `m.workspace_id = ${workspace} AND m.channel_id = k.channel_id AND m.video_id = k.video_id AND m.direction = 'in'`;
const newestComment = `SELECT m.sent_at FROM messages m WHERE ${ofPost} ORDER BY m.sent_at DESC, m.id DESC LIMIT 1`;

const toSummary = (row: Row): PostSummary => ({
  channelId: row.channel_id,
  videoId: row.video_id,
  post: row.post,
  comments: row.comments,
  unanswered: row.unanswered,
  hidden: row.hidden,
  lastCommentAt: iso(row.last_at.getTime()),
});

const writePostCursor = ({ last_at: at, channel_id: channelId, video_id: videoId }: Key): string =>
  Buffer.from(`${at.toISOString()}|${channelId}|${videoId}`).toString('base64url');

/** @throws Rejection `bad_request` */
function readPostCursor(cursor: string): { at: string; channelId: string; videoId: string } {
  const [at = '', channelId = '', videoId = ''] = Buffer.from(cursor, 'base64url').toString().split('|');
  if (Number.isNaN(Date.parse(at)) || !/^[0-9a-f-]{36}$/.test(channelId) || videoId === '') {
    throw new Rejection('bad_request', {}, 'cursor: this is not a cursor of this list');
  }
  return { at, channelId, videoId };
}
