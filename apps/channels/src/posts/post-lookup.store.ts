import { Injectable } from '@nestjs/common';
import type { Tx } from '@duet/database';
import type { AccountKey } from '../accounts/account.ts';
import type { Lookup } from '../lookups/lookup.ts';
import { LookupQueue } from '../lookups/lookup-queue.ts';

/** A post that was commented on. */
export interface CommentedPost extends AccountKey {
  readonly channelId: string;
  readonly videoId: string;
}

export type PostLookup = CommentedPost & Lookup;

interface Row {
  readonly workspace_id: string;
  readonly account_id: string;
  readonly channel_id: string;
  readonly video_id: string;
  readonly attempts: number;
}

@Injectable()
export class PostLookupStore extends LookupQueue<Row, PostLookup> {
  constructor() {
    super({ table: 'post_lookups', idColumn: 'video_id', idOf: ({ videoId }) => videoId, fromRow: toLookup });
  }

  /**
   * Adds what is not waiting already and was not answered since `askedSince`.
   * @param posts each post of an account once
   * @param at real time of the first attempt
   */
  async enqueue(tx: Tx, posts: readonly CommentedPost[], at: Date, askedSince: Date): Promise<void> {
    const columns = (key: keyof CommentedPost): string[] => posts.map((post) => post[key]);
    await tx.query(
      `INSERT INTO post_lookups (workspace_id, account_id, video_id, channel_id, attempts, next_attempt_at)
       SELECT workspace_id, account_id, video_id, channel_id, 0, $5
       FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::uuid[]) AS p (workspace_id, account_id, video_id, channel_id)
       ORDER BY workspace_id, account_id, video_id
       ON CONFLICT (workspace_id, account_id, video_id) DO UPDATE SET
         channel_id = excluded.channel_id, attempts = 0, next_attempt_at = excluded.next_attempt_at
       WHERE post_lookups.next_attempt_at IS NULL AND post_lookups.asked_at <= $6`,
      [columns('workspaceId'), columns('accountId'), columns('videoId'), columns('channelId'), at, askedSince],
    );
  }
}

const toLookup = (row: Row): PostLookup[] => [
  {
    workspaceId: row.workspace_id,
    accountId: row.account_id,
    channelId: row.channel_id,
    videoId: row.video_id,
    attempts: row.attempts,
  },
];
