import { Injectable } from '@nestjs/common';
import { type AnswerOf, QuarantineList, QuarantineRelease, type RequestOf } from '@duet/contracts';
import { Database } from '@duet/database';
import { AnswersOutside } from '@duet/messaging';
import { NormalizerSignal } from '../normalizing/normalizer-signal.ts';

interface Row {
  id: string;
  state: string;
  reason: string | null;
  event: string | null;
  received_at: Date;
}

/** What operators see of, and do with, webhooks that were kept but not worked on (H3). */
@Injectable()
export class QuarantineAnswers {
  readonly #database: Database;
  readonly #signal: NormalizerSignal;

  constructor(database: Database, signal: NormalizerSignal) {
    this.#database = database;
    this.#signal = signal;
  }

  @AnswersOutside(QuarantineList)
  async list({ limit }: RequestOf<typeof QuarantineList>): Promise<AnswerOf<typeof QuarantineList>> {
    return this.#database.asWorker(async (tx) => {
      const counts = await tx.query<{ state: string; count: string }>(
        `SELECT state, count(*) AS count FROM deliveries WHERE state IN ('unrouted', 'quarantined', 'unparsable') GROUP BY state`,
      );
      const rows = await tx.query<Row>(
        `SELECT id, state, reason, event, received_at FROM deliveries
         WHERE state IN ('unrouted', 'quarantined', 'unparsable') ORDER BY id DESC LIMIT $1`,
        [limit],
      );
      return {
        counts: Object.fromEntries(counts.map(({ state, count }) => [state, Number(count)])),
        deliveries: rows.map(({ id, state, reason, event, received_at }) => ({
          id,
          state,
          reason: reason ?? '',
          event,
          receivedAt: received_at.toISOString(),
        })),
      };
    });
  }

  /** Works on one delivery, or on all, once more, however old it is. */
  @AnswersOutside(QuarantineRelease)
  async release({ id }: RequestOf<typeof QuarantineRelease>): Promise<AnswerOf<typeof QuarantineRelease>> {
    const released = await this.#database.asWorker((tx) =>
      tx.run(
        `UPDATE deliveries SET state = 'new', fresh = true
         WHERE state IN ('unrouted', 'quarantined', 'unparsable') AND ($1::uuid IS NULL OR id = $1)`,
        [id ?? null],
      ),
    );
    this.#signal.wake();
    return { released };
  }
}
