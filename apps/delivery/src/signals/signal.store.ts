import { Injectable } from '@nestjs/common';
import type { Signal } from '@duet/contracts';
import type { Tx } from '@duet/database';
import type { LaneKey } from '../lanes/lane.ts';

/** TikTok takes typing away by itself after 5 s; a conversation that is read stays read until the customer writes. */
const spanMs: Readonly<Record<Signal, number>> = { typing: 4_000, read: 2_000 };

/** When each signal was last shown, for all replicas together. */
@Injectable()
export class SignalStore {
  /** Whether it is time for this signal again; if so, it counts as shown. */
  async take(tx: Tx, lane: LaneKey, signal: Signal, realNow: Date): Promise<boolean> {
    const rows = await tx.query(
      `INSERT INTO signals VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (workspace_id, channel_id, thread_id, signal) DO UPDATE SET shown_at = excluded.shown_at
       WHERE signals.shown_at <= $6 RETURNING 1`,
      [lane.workspaceId, lane.channelId, lane.threadId, signal, realNow, new Date(realNow.getTime() - spanMs[signal])],
    );
    return rows.length > 0;
  }
}
