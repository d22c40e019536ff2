import { Injectable } from '@nestjs/common';
import type { Tx } from '@duet/database';
import type { AccountKey } from '../accounts/account.ts';

/** A post that was commented on. */
export interface CommentedPost extends AccountKey {
  readonly channelId: string;
  readonly videoId: string;
}

export interface PostLookup extends CommentedPost {
  /** This one included. */
  readonly attempts: number;
}

interface Row {
  readonly workspace_id: string;
  readonly account_id: string;
  readonly channel_id: string;
  readonly video_id: string;
  readonly attempts: number;
}

const keyColumns = (lookups: readonly PostLookup[]): string[][] => [
  lookups.map(({ workspaceId }) => workspaceId),
  lookups.map(({ accountId }) => accountId),
  lookups.map(({ videoId }) => videoId),
];

const ofKeys = `(workspace_id, account_id, video_id) IN (SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::text[]))`;

@Injectable()
export class PostLookupStore {
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

  /** Takes what is due, leased until `leaseEndsAt`; both are real time. */
  async claim(tx: Tx, now: Date, leaseEndsAt: Date, limit: number): Promise<PostLookup[]> {
    const rows = await tx.query<Row>(
      `UPDATE post_lookups SET next_attempt_at = $2, attempts = attempts + 1
       WHERE (workspace_id, account_id, video_id) IN (
         SELECT workspace_id, account_id, video_id FROM post_lookups
         WHERE next_attempt_at <= $1 ORDER BY next_attempt_at LIMIT $3 FOR UPDATE SKIP LOCKED)
       RETURNING workspace_id, account_id, channel_id, video_id, attempts`,
      [now, leaseEndsAt, limit],
    );
    return rows.map((row) => ({
      workspaceId: row.workspace_id,
      accountId: row.account_id,
      channelId: row.channel_id,
      videoId: row.video_id,
      attempts: row.attempts,
    }));
  }

  /** The answer is there, or will not come; `askedAt` in the time of decisions. */
  async finish(tx: Tx, lookups: readonly PostLookup[], askedAt: Date): Promise<void> {
    await tx.run(`UPDATE post_lookups SET next_attempt_at = NULL, asked_at = $4 WHERE ${ofKeys}`, [
      ...keyColumns(lookups),
      askedAt,
    ]);
  }

  /** As if it had not been claimed, but not before `at`, real time. */
  async giveBack(tx: Tx, lookups: readonly PostLookup[], at: Date): Promise<void> {
    await tx.run(`UPDATE post_lookups SET next_attempt_at = $4, attempts = attempts - 1 WHERE ${ofKeys}`, [
      ...keyColumns(lookups),
      at,
    ]);
  }

  /** Not before `at`, real time. */
  async postpone(tx: Tx, lookups: readonly PostLookup[], at: Date): Promise<void> {
    await tx.run(`UPDATE post_lookups SET next_attempt_at = $4 WHERE ${ofKeys}`, [...keyColumns(lookups), at]);
  }
}
