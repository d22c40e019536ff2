import { Injectable } from '@nestjs/common';
import type { Tx } from '@duet/database';
import { parseWebhook } from '@duet/tiktok-api';

const DAY_MS = 86_400_000;

/** Bare signals: somebody in an excluded region wrote, and TikTok tells only when (OPEN-18). */
@Injectable()
export class BareSignalStore {
  /** The times, in TikTok's milliseconds, that signals to this account named. */
  async timesSince(tx: Tx, openId: string, sinceMs: number): Promise<ReadonlySet<number>> {
    const rows = await tx.query<{ body: Buffer }>(
      `SELECT body FROM deliveries WHERE open_id = $1 AND event = 'im_receive_msg_eu' AND body IS NOT NULL AND day >= $2`,
      [openId, new Date(sinceMs - DAY_MS)],
    );
    const signals = rows.map(({ body }) => parseWebhook(body));
    return new Set(signals.flatMap((one) => (one.event === 'im_receive_msg_eu' ? [one.data.receivedAtMs] : [])));
  }
}
