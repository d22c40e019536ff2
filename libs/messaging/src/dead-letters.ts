import type { Tx } from '@duet/database';
import { validate } from 'uuid';
import { dayOf } from './publish.ts';

export interface DeadLetter {
  readonly durable: string;
  readonly eventId: string;
  readonly workspaceId: string | null;
  readonly type: string;
  readonly subject: string;
  readonly cause: string;
  readonly attempts: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly payload: Uint8Array;
}

interface Row {
  durable: string;
  event_id: string;
  type: string;
  subject: string;
  cause: string;
  attempts: number;
  headers: Record<string, string>;
  payload: Buffer;
  failed_at: Date;
}

const columns = 'durable, event_id, type, subject, cause, attempts, headers, payload, failed_at';

/** Messages that a service gave up on: rows, so that they cannot be lost with the broker (H7). */
export const deadLetters = {
  async add(tx: Tx, letter: DeadLetter): Promise<void> {
    await tx.query(
      `INSERT INTO dead_letters (workspace_id, durable, event_id, type, subject, cause, attempts, headers, payload, failed_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, now())
       ON CONFLICT (durable, event_id) DO UPDATE SET cause = excluded.cause, attempts = excluded.attempts, failed_at = excluded.failed_at`,
      [
        letter.workspaceId,
        letter.durable,
        letter.eventId,
        letter.type,
        letter.subject,
        letter.cause,
        letter.attempts,
        JSON.stringify(letter.headers),
        Buffer.from(letter.payload),
      ],
    );
  },

  async list(tx: Tx, limit: number): Promise<{ total: number; rows: Row[] }> {
    const [count] = await tx.query<{ total: string }>('SELECT count(*) AS total FROM dead_letters');
    const rows = await tx.query<Row>(`SELECT ${columns} FROM dead_letters ORDER BY failed_at DESC LIMIT $1`, [limit]);
    return { total: Number(count?.total ?? 0), rows };
  },

  async find(tx: Tx, durable: string, eventId: string): Promise<Row | undefined> {
    const [row] = await tx.query<Row>(`SELECT ${columns} FROM dead_letters WHERE durable = $1 AND event_id = $2`, [
      durable,
      eventId,
    ]);
    return row;
  },

  /** Takes letters out to be handled once more; their claims and fault counts go with them. */
  async take(tx: Tx, durable?: string, eventId?: string): Promise<Row[]> {
    const rows = await tx.query<Row>(
      `DELETE FROM dead_letters WHERE ($1::text IS NULL OR durable = $1) AND ($2::text IS NULL OR event_id = $2) RETURNING ${columns}`,
      [durable ?? null, eventId ?? null],
    );
    // A letter of a malformed message has no event of its own to forget.
    const events = rows.filter(({ event_id }) => validate(event_id));
    const durables = events.map((row) => row.durable);
    const ids = events.map((row) => row.event_id);
    await tx.query(
      `DELETE FROM handled_events USING unnest($1::date[], $2::text[], $3::uuid[]) AS gone (day, durable, event_id)
       WHERE handled_events.day = gone.day AND handled_events.event_id = gone.event_id AND handled_events.durable = gone.durable`,
      [ids.map(dayOf), durables, ids],
    );
    await tx.query(
      `DELETE FROM handler_faults USING unnest($1::text[], $2::uuid[]) AS gone (durable, event_id)
       WHERE handler_faults.durable = gone.durable AND handler_faults.event_id = gone.event_id`,
      [durables, ids],
    );
    return rows;
  },
};

export type { Row as DeadLetterRow };
