import { Injectable } from '@nestjs/common';
import { newId, Rejection } from '@duet/contracts';
import type { Tx } from '@duet/database';

export interface Conversation {
  readonly workspaceId: string;
  readonly id: string;
  readonly channelId: string;
  readonly accountId: string;
  /** TikTok's conversation id, or the id of the top comment. */
  readonly threadId: string;
  readonly videoId: string | null;
  readonly lastInbound: { readonly messageId: string; readonly at: Date } | null;
  /** How far the customer has read, by TikTok's time. */
  readonly seenUpTo: Date | null;
}

interface Row {
  workspace_id: string;
  id: string;
  channel_id: string;
  account_id: string;
  thread_id: string;
  video_id: string | null;
  last_inbound_at: Date | null;
  last_inbound_id: string | null;
  seen_up_to: Date | null;
}

export type NewsOfThread = Omit<Conversation, 'id' | 'seenUpTo'>;

/** That the customer has read what was sent up to a time. */
export interface Seen {
  readonly workspaceId: string;
  readonly channelId: string;
  readonly accountId: string;
  readonly threadId: string;
  readonly seenUpTo: Date;
}

export const threadKey = (thread: { workspaceId: string; channelId: string; threadId: string }): string =>
  `${thread.workspaceId}/${thread.channelId}/${thread.threadId}`;

@Injectable()
export class ConversationStore {
  /**
   * Makes the threads that are new and locks all of them, in the order of their keys.
   * @param news one entry for each thread; its `lastInbound` counts when it is newer than the one known
   * @returns by `threadKey`
   */
  async upsert(tx: Tx, news: readonly NewsOfThread[]): Promise<Map<string, Conversation>> {
    const rows = await tx.query<Row>(
      `INSERT INTO conversations (workspace_id, id, channel_id, account_id, thread_id, video_id, last_inbound_at, last_inbound_id)
       SELECT workspace_id, id, channel_id, account_id, thread_id, video_id, last_inbound_at, last_inbound_id
       FROM json_to_recordset($1) AS c (workspace_id uuid, id uuid, channel_id uuid, account_id uuid, thread_id text, video_id text,
         last_inbound_at timestamptz, last_inbound_id text)
       ORDER BY workspace_id, channel_id, thread_id
       ON CONFLICT (workspace_id, channel_id, thread_id) DO UPDATE SET
         last_inbound_id = CASE WHEN (excluded.last_inbound_at, excluded.last_inbound_id) >
             (coalesce(conversations.last_inbound_at, '-infinity'), coalesce(conversations.last_inbound_id, ''))
           THEN excluded.last_inbound_id ELSE conversations.last_inbound_id END,
         last_inbound_at = greatest(conversations.last_inbound_at, excluded.last_inbound_at)
       RETURNING *`,
      [
        JSON.stringify(
          news.map((thread) => ({
            workspace_id: thread.workspaceId,
            id: newId(),
            channel_id: thread.channelId,
            account_id: thread.accountId,
            thread_id: thread.threadId,
            video_id: thread.videoId,
            last_inbound_at: thread.lastInbound?.at ?? null,
            last_inbound_id: thread.lastInbound?.messageId ?? null,
          })),
        ),
      ],
    );
    return new Map(rows.map(fromRow).map((conversation) => [threadKey(conversation), conversation]));
  }

  /**
   * Moves the marks of these threads, each named once, and makes those that are not known yet.
   * @returns those that were newer than what was known
   */
  async markSeen<News extends Seen>(tx: Tx, news: readonly News[]): Promise<News[]> {
    const rows = await tx.query<Row>(
      `INSERT INTO conversations (workspace_id, id, channel_id, account_id, thread_id, seen_up_to)
       SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::text[], $6::timestamptz[])
         AS c (workspace_id, id, channel_id, account_id, thread_id, seen_up_to)
       ORDER BY workspace_id, channel_id, thread_id
       ON CONFLICT (workspace_id, channel_id, thread_id) DO UPDATE SET seen_up_to = excluded.seen_up_to
       WHERE coalesce(conversations.seen_up_to, '-infinity') < excluded.seen_up_to
       RETURNING *`,
      [
        news.map(({ workspaceId }) => workspaceId),
        news.map(() => newId()),
        news.map(({ channelId }) => channelId),
        news.map(({ accountId }) => accountId),
        news.map(({ threadId }) => threadId),
        news.map(({ seenUpTo }) => seenUpTo),
      ],
    );
    const moved = new Set(rows.map(fromRow).map(threadKey));
    return news.filter((one) => moved.has(threadKey(one)));
  }

  /** Whose conversations these are. @returns account ids by conversation id */
  async accounts(tx: Tx, ids: readonly string[]): Promise<Map<string, string>> {
    const rows = await tx.query<Pick<Row, 'id' | 'account_id'>>(
      'SELECT id, account_id FROM conversations WHERE id = ANY($1)',
      [[...new Set(ids)]],
    );
    return new Map(rows.map(({ id, account_id: accountId }) => [id, accountId]));
  }

  /** @throws Rejection `not_found` */
  async find(tx: Tx, id: string): Promise<Conversation> {
    const [row] = await tx.query<Row>('SELECT * FROM conversations WHERE id = $1', [id]);
    if (!row) throw new Rejection('not_found');
    return fromRow(row);
  }
}

const fromRow = (row: Row): Conversation => ({
  workspaceId: row.workspace_id,
  id: row.id,
  channelId: row.channel_id,
  accountId: row.account_id,
  threadId: row.thread_id,
  videoId: row.video_id,
  lastInbound:
    row.last_inbound_at && row.last_inbound_id ? { messageId: row.last_inbound_id, at: row.last_inbound_at } : null,
  seenUpTo: row.seen_up_to,
});
