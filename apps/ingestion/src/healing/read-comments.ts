import { Injectable } from '@nestjs/common';
import { Database } from '@duet/database';
import { type Comment, listComments, listPosts, listReplies } from '@duet/tiktok-api';
import { written } from '../normalizing/facts.ts';
import type { Route } from '../routing/route.store.ts';
import { type Findings, type Listed, nothing, type Reading, workOf } from './findings.ts';
import { type ReplyCounts, ReplyCountStore } from './reply-count.store.ts';
import type { Gap, Task } from './sweep.ts';
import { TikTokLists } from './tiktok-lists.ts';

type Of<Read extends Task['read']> = Extract<Task, { read: Read }>;

const POSTS_A_PAGE = 20;
const COMMENTS_A_PAGE = 30;

/** Reads posts, their comments and the replies under these. */
@Injectable()
export class ReadComments {
  readonly #tiktok: TikTokLists;
  readonly #database: Database;
  readonly #counts: ReplyCountStore;

  constructor(tiktok: TikTokLists, database: Database, counts: ReplyCountStore) {
    this.#tiktok = tiktok;
    this.#database = database;
    this.#counts = counts;
  }

  /** Newest first; whether there are new comments under a post shows in its comments only. */
  async posts({ olderThanMs }: Of<'posts'>, { sweep }: Reading): Promise<Findings> {
    const page = await this.#tiktok.read(sweep.route, workOf(sweep), (client, access) =>
      listPosts(client, access, {
        maxCount: POSTS_A_PAGE,
        ...(olderThanMs === null ? {} : { olderThanMs }),
      }),
    );
    const visits = page.posts.map(({ videoId }): Task => ({
      read: 'comments',
      videoId,
      sort: 'create_time',
      cursor: 0,
    }));
    const more = page.hasMore && page.olderThanMs !== null && page.olderThanMs !== olderThanMs;
    return { ...nothing, next: more ? [...visits, { read: 'posts', olderThanMs: page.olderThanMs }] : visits };
  }

  async comments({ videoId, sort, cursor }: Of<'comments'>, { sweep, progress }: Reading): Promise<Findings> {
    const { route } = sweep;
    const page = await this.#tiktok.read(route, workOf(sweep), (client, access) =>
      listComments(client, access, {
        videoId,
        status: 'ALL',
        includeReplies: true,
        sortField: sort,
        sortOrder: 'desc',
        cursor,
        maxCount: COMMENTS_A_PAGE,
      }),
    );
    const ids = page.comments.map(({ commentId }) => commentId);
    const counts = await this.#database.asWorker((tx) => this.#counts.find(tx, route, ids));
    const grown = page.comments.filter((comment) => hasMoreReplies(comment, counts, sweep.isFirst));
    const hidden = grown.filter(({ status }) => status === 'hidden');
    const open = grown.filter(({ status }) => status !== 'hidden');
    const threads = page.comments.flatMap((comment) => [
      comment,
      ...comment.replyList.map((reply) => under(comment.commentId, reply)),
    ]);
    return {
      listed: newsOf(threads, progress.sinceMs, route),
      next: [
        ...open.map(({ commentId }): Task => ({ read: 'replies', videoId, commentId, cursor: 0 })),
        ...nextPage({ videoId, sort, cursor }, page, progress.sinceMs),
      ],
      gaps: hidden.map(({ commentId }) => replyGap(commentId, { sweep, progress })),
      replyCounts: new Map(
        page.comments.filter(({ replies }) => replies > 0).map(({ commentId, replies }) => [commentId, replies]),
      ),
    };
  }

  async replies({ videoId, commentId, cursor }: Of<'replies'>, { sweep, progress }: Reading): Promise<Findings> {
    const page = await this.#tiktok.read(sweep.route, workOf(sweep), (client, access) =>
      listReplies(client, access, {
        videoId,
        commentId,
        status: 'ALL',
        sortField: 'create_time',
        sortOrder: 'desc',
        cursor,
        maxCount: COMMENTS_A_PAGE,
      }),
    );
    const replies = page.comments.map((reply) => under(commentId, reply));
    const further = page.hasMore && endsInNews(page.comments, progress.sinceMs) ? page.cursor : null;
    return {
      ...nothing,
      listed: newsOf(replies, progress.sinceMs, sweep.route),
      next: further !== null && further > cursor ? [{ read: 'replies', videoId, commentId, cursor: further }] : [],
    };
  }
}

/** Replies under a hidden comment are not listed: what its growing count speaks of cannot be read. */
export const replyGap = (commentId: string, { sweep, progress }: Reading): Gap => ({
  kind: 'replies',
  threadId: commentId,
  fromMs: sweep.sweptUntilMs,
  toMs: progress.startedAtMs,
});

/** The first sweep learns the counts; from then on a comment without one had no replies. */
function hasMoreReplies({ commentId, replies, replyList }: Comment, counts: ReplyCounts, isFirst: boolean): boolean {
  const before = counts.get(commentId) ?? (isFirst ? replies : 0);
  return replies !== before && replies > replyList.length;
}

/** Newest first while there are news; then what has replies, for old comments may have new ones. */
function nextPage(
  { videoId, sort, cursor }: Omit<Of<'comments'>, 'read'>,
  page: { comments: readonly Comment[]; hasMore: boolean; cursor: number | null },
  sinceMs: number,
): Task[] {
  if (!page.hasMore || page.cursor === null || page.cursor <= cursor) return [];
  const goesOn = sort === 'create_time' ? endsInNews(page.comments, sinceMs) : (page.comments.at(-1)?.replies ?? 0) > 0;
  if (goesOn) return [{ read: 'comments', videoId, sort, cursor: page.cursor }];
  return sort === 'create_time' ? [{ read: 'comments', videoId, sort: 'replies', cursor: 0 }] : [];
}

const endsInNews = (comments: readonly Comment[], sinceMs: number): boolean =>
  (comments.at(-1)?.createdAtMs ?? 0) > sinceMs;

const under = (parentCommentId: string, reply: Comment): Comment => ({ ...reply, parentCommentId });

const newsOf = (comments: readonly Comment[], sinceMs: number, route: Route): Listed[] =>
  comments.filter(({ createdAtMs }) => createdAtMs > sinceMs).map((comment) => listed(comment, route));

const listed = (comment: Comment, route: Route): Listed => ({
  externalId: comment.commentId,
  atMs: comment.createdAtMs,
  fact: (origin) => written(comment, route, origin, isOwn(comment, route) ? 'account' : 'customer'),
});

const isOwn = ({ isByOwner, uniqueIdentifier }: Comment, { commentAuthorId }: Route): boolean =>
  isByOwner ?? (commentAuthorId !== null && uniqueIdentifier === commentAuthorId);
