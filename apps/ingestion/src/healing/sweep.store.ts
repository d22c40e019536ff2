import { Injectable } from '@nestjs/common';
import type { ChannelType } from '@duet/contracts';
import type { Tx } from '@duet/database';
import { type Gap, type Progress, SOONEST_MS, type Sweep } from './sweep.ts';

interface Row {
  workspace_id: string;
  channel_id: string;
  channel_type: ChannelType;
  account_id: string;
  open_id: string;
  comment_author_id: string | null;
  leased_until: Date;
  begun_at: Date;
  last_ended_at: Date | null;
  swept_until: Date;
  interval_ms: number;
  by_hand: boolean;
  progress: Progress | null;
  away_from: Date | null;
  away_until: Date | null;
}

export interface ChannelKey {
  readonly workspaceId: string;
  readonly channelId: string;
}

/** How long after a hint that webhooks may be missing the next sweeps begin. */
const HURRIED_MS = SOONEST_MS;

/** When each channel's lists are compared, and how far that is. */
@Injectable()
export class SweepStore {
  /** Gives every connected channel its schedule; what came before is not read. */
  async adopt(tx: Tx, now: Date): Promise<void> {
    await tx.query(
      `INSERT INTO sweeps (workspace_id, channel_id, begun_at, next_at, swept_until, interval_ms)
       SELECT workspace_id, channel_id, $1, $1, $1, $2 FROM routes WHERE state = 'connected'
         AND channel_type IN ('tiktok_messenger', 'tiktok_feed')
       ON CONFLICT (workspace_id, channel_id) DO NOTHING`,
      [now, SOONEST_MS],
    );
  }

  /** The channel was disconnected: the sweep under way ends. */
  async leave(tx: Tx, { workspaceId, channelId }: ChannelKey, at: Date): Promise<void> {
    await tx.query(
      `UPDATE sweeps SET away_from = least(away_from, $3), away_until = NULL, progress = NULL, leased_until = NULL
       WHERE workspace_id = $1 AND channel_id = $2`,
      [workspaceId, channelId, at],
    );
  }

  /** The channel is connected again: what was missed is read at once. */
  async comeBack(tx: Tx, { workspaceId, channelId }: ChannelKey, at: Date, now: Date): Promise<void> {
    await tx.query(
      `UPDATE sweeps SET away_until = $3, next_at = $4
       WHERE workspace_id = $1 AND channel_id = $2 AND away_from IS NOT NULL AND away_until IS NULL`,
      [workspaceId, channelId, at, now],
    );
  }

  /** Webhooks may have been missed: all channels are swept soon. */
  async hurry(tx: Tx, now: Date): Promise<void> {
    await tx.query('UPDATE sweeps SET next_at = least(next_at, $1), interval_ms = $2', [
      new Date(now.getTime() + HURRIED_MS),
      SOONEST_MS,
    ]);
  }

  async claimDue(
    tx: Tx,
    times: { now: Date; realNow: Date; leasedUntil: Date },
    limit: number,
  ): Promise<readonly Sweep[]> {
    const rows = await tx.query<Row>(
      `UPDATE sweeps SET leased_until = $3 FROM routes AS r
       WHERE (sweeps.workspace_id, sweeps.channel_id) IN (
           SELECT s.workspace_id, s.channel_id FROM sweeps AS s JOIN routes AS c USING (workspace_id, channel_id)
           WHERE s.next_at <= $1 AND c.state = 'connected' AND (s.leased_until IS NULL OR s.leased_until <= $2)
           ORDER BY s.next_at LIMIT $4 FOR UPDATE OF s SKIP LOCKED)
         AND r.workspace_id = sweeps.workspace_id AND r.channel_id = sweeps.channel_id
       RETURNING sweeps.*, r.channel_type, r.account_id, r.open_id, r.comment_author_id`,
      [times.now, times.realNow, times.leasedUntil, limit],
    );
    return rows.map(fromRow);
  }

  /** @returns false where the sweep is no longer this process's: then nothing may be written */
  async advance(tx: Tx, sweep: Sweep, progress: Progress, nextAt: Date): Promise<boolean> {
    return this.#held(
      tx,
      sweep,
      `progress = $4, next_at = $5, failure = NULL, by_hand = CASE WHEN progress IS NULL THEN false ELSE by_hand END`,
      [JSON.stringify(progress), nextAt],
    );
  }

  /** @returns as `advance` */
  async finish(tx: Tx, sweep: Sweep, progress: Progress, now: Date, intervalMs: number): Promise<boolean> {
    return this.#held(
      tx,
      sweep,
      `progress = NULL, failure = NULL, swept_until = $4, last_started_at = $4, last_ended_at = $5, last_found = $6::integer,
       found = found + $6::integer, interval_ms = $7,
       next_at = CASE WHEN by_hand THEN $5 ELSE $8::timestamptz END,
       away_from = CASE WHEN away_until <= $4 THEN NULL ELSE away_from END,
       away_until = CASE WHEN away_until <= $4 THEN NULL ELSE away_until END,
       imported = CASE WHEN importing THEN $6::integer ELSE imported END, importing = false`,
      [new Date(progress.startedAtMs), now, progress.found, intervalMs, new Date(now.getTime() + intervalMs)],
    );
  }

  /** The read did not succeed; it is made again later. */
  async postpone(tx: Tx, sweep: Sweep, failure: string | null, nextAt: Date): Promise<void> {
    await this.#held(tx, sweep, 'failure = $4, next_at = $5', [failure, nextAt]);
  }

  async addGaps(tx: Tx, { workspaceId, channelId }: ChannelKey, gaps: readonly Gap[]): Promise<void> {
    for (const { kind, threadId, fromMs, toMs } of gaps) {
      await tx.query(
        `INSERT INTO gaps (workspace_id, channel_id, kind, thread_id, from_at, to_at) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (workspace_id, channel_id, kind, thread_id, from_at) DO UPDATE SET to_at = excluded.to_at`,
        [workspaceId, channelId, kind, threadId, new Date(fromMs), new Date(toMs)],
      );
    }
  }

  /** Messages of strangers that no webhook told of. */
  async addStrangers(tx: Tx, { workspaceId, channelId }: ChannelKey, count: number, at: Date): Promise<void> {
    await tx.query(
      `UPDATE sweeps SET strangers_found = strangers_found + $3, strangers_found_at = $4
       WHERE workspace_id = $1 AND channel_id = $2`,
      [workspaceId, channelId, count, at],
    );
  }

  async #held(tx: Tx, { route, leasedUntil }: Sweep, change: string, values: readonly unknown[]): Promise<boolean> {
    const changed = await tx.run(
      `UPDATE sweeps SET ${change}, leased_until = NULL WHERE workspace_id = $1 AND channel_id = $2 AND leased_until = $3`,
      [route.workspaceId, route.channelId, leasedUntil, ...values],
    );
    return changed === 1;
  }
}

const fromRow = (row: Row): Sweep => ({
  route: {
    workspaceId: row.workspace_id,
    channelId: row.channel_id,
    channelType: row.channel_type,
    accountId: row.account_id,
    openId: row.open_id,
    commentAuthorId: row.comment_author_id,
  },
  leasedUntil: row.leased_until,
  begunAtMs: row.begun_at.getTime(),
  isFirst: row.last_ended_at === null,
  sweptUntilMs: row.swept_until.getTime(),
  intervalMs: row.interval_ms,
  byHand: row.by_hand,
  progress: row.progress,
  awayFromMs: row.away_from?.getTime() ?? null,
  awayUntilMs: row.away_until?.getTime() ?? null,
});
