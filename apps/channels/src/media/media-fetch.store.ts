import { Injectable } from '@nestjs/common';
import { newId } from '@duet/contracts';
import type { Tx } from '@duet/database';
import { type MediaFetch, MediaSource } from './media-fetch.ts';

interface Row {
  readonly workspace_id: string;
  readonly id: string;
  readonly account_id: string;
  readonly channel_id: string;
  readonly external_id: string;
  readonly source: unknown;
  readonly attempts: number;
  readonly seen_at: Date;
}

export type MediaSeen = Omit<MediaFetch, 'id' | 'seenAt' | 'attempts'>;

@Injectable()
export class MediaFetchStore {
  /** Adds what was not seen before, each message once. @param at real time of the first attempt */
  async enqueue(tx: Tx, seen: readonly MediaSeen[], at: Date): Promise<void> {
    if (seen.length === 0) return;
    const rows = seen.map((one) => ({
      workspace_id: one.workspaceId,
      id: newId(),
      account_id: one.accountId,
      channel_id: one.channelId,
      external_id: one.externalId,
      source: one.source,
    }));
    await tx.query(
      `INSERT INTO media_fetches (workspace_id, id, account_id, channel_id, external_id, source, state, attempts, seen_at, next_attempt_at)
       SELECT workspace_id, id, account_id, channel_id, external_id, source, 'pending', 0, $2, $2
       FROM json_to_recordset($1) AS seen (workspace_id uuid, id uuid, account_id uuid, channel_id uuid, external_id text, source jsonb)
       ORDER BY workspace_id, channel_id, external_id
       ON CONFLICT (workspace_id, channel_id, external_id) DO NOTHING`,
      [JSON.stringify(rows), at],
    );
  }

  /** Takes what is due, leased until `leaseEndsAt`; both are real time. */
  async claim(tx: Tx, now: Date, leaseEndsAt: Date, limit: number): Promise<MediaFetch[]> {
    const rows = await tx.query<Row>(
      `UPDATE media_fetches SET next_attempt_at = $2, attempts = attempts + 1
       WHERE (workspace_id, id) IN (
         SELECT workspace_id, id FROM media_fetches
         WHERE next_attempt_at <= $1 ORDER BY next_attempt_at LIMIT $3 FOR UPDATE SKIP LOCKED)
       RETURNING *`,
      [now, leaseEndsAt, limit],
    );
    return rows.map((row) => ({
      workspaceId: row.workspace_id,
      id: row.id,
      accountId: row.account_id,
      channelId: row.channel_id,
      externalId: row.external_id,
      source: MediaSource.parse(row.source),
      seenAt: row.seen_at,
      attempts: row.attempts,
    }));
  }

  /** False when it was known already: another attempt was quicker. */
  async settle(tx: Tx, { workspaceId, id }: MediaFetch, state: 'stored' | 'gone'): Promise<boolean> {
    const rows = await tx.query(
      `UPDATE media_fetches SET state = $3, next_attempt_at = NULL
       WHERE workspace_id = $1 AND id = $2 AND state = 'pending' RETURNING 1`,
      [workspaceId, id, state],
    );
    return rows.length > 0;
  }

  /** As if it had not been claimed, but not before `at`, real time. */
  async giveBack(tx: Tx, { workspaceId, id }: MediaFetch, at: Date): Promise<void> {
    await tx.run(
      `UPDATE media_fetches SET next_attempt_at = $3, attempts = attempts - 1
       WHERE workspace_id = $1 AND id = $2 AND state = 'pending'`,
      [workspaceId, id, at],
    );
  }

  /** @param at real time */
  async postpone(tx: Tx, { workspaceId, id }: MediaFetch, at: Date): Promise<void> {
    await tx.run(
      `UPDATE media_fetches SET next_attempt_at = $3 WHERE workspace_id = $1 AND id = $2 AND state = 'pending'`,
      [workspaceId, id, at],
    );
  }
}
