import type { Tx } from '@duet/database';
import type { Lookup } from './lookup.ts';

export interface QueueShape<Row, One extends Lookup> {
  readonly table: string;
  /** The column with TikTok's id of what is looked up, unique in an account. */
  readonly idColumn: string;
  readonly idOf: (lookup: One) => string;
  /** Empty for a row that cannot be asked about. */
  readonly fromRow: (row: Row) => One[];
}

/** Look-ups that wait for their turn, as rows. Times of attempts are real time. */
export class LookupQueue<Row, One extends Lookup> {
  readonly #shape: QueueShape<Row, One>;
  readonly #ofKeys: string;

  constructor(shape: QueueShape<Row, One>) {
    this.#shape = shape;
    this.#ofKeys = `(workspace_id, account_id, ${shape.idColumn}) IN (SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::text[]))`;
  }

  /** Takes what is due, leased until `leaseEndsAt`. */
  async claim(tx: Tx, now: Date, leaseEndsAt: Date, limit: number): Promise<One[]> {
    const { table, idColumn, fromRow } = this.#shape;
    const rows = await tx.query<Row>(
      `UPDATE ${table} SET next_attempt_at = $2, attempts = attempts + 1
       WHERE (workspace_id, account_id, ${idColumn}) IN (
         SELECT workspace_id, account_id, ${idColumn} FROM ${table}
         WHERE next_attempt_at <= $1 ORDER BY next_attempt_at LIMIT $3 FOR UPDATE SKIP LOCKED)
       RETURNING *`,
      [now, leaseEndsAt, limit],
    );
    return rows.flatMap(fromRow);
  }

  /** The answer is there, or will not come; `askedAt` in the time of decisions. */
  finish(tx: Tx, lookups: readonly One[], askedAt: Date): Promise<void> {
    return this.#set(tx, 'next_attempt_at = NULL, asked_at = $4', lookups, askedAt);
  }

  /** As if it had not been claimed, but not before `at`. */
  giveBack(tx: Tx, lookups: readonly One[], at: Date): Promise<void> {
    return this.#set(tx, 'next_attempt_at = $4, attempts = attempts - 1', lookups, at);
  }

  postpone(tx: Tx, lookups: readonly One[], at: Date): Promise<void> {
    return this.#set(tx, 'next_attempt_at = $4', lookups, at);
  }

  async #set(tx: Tx, change: string, lookups: readonly One[], at: Date): Promise<void> {
    await tx.run(`UPDATE ${this.#shape.table} SET ${change} WHERE ${this.#ofKeys}`, [
      lookups.map(({ workspaceId }) => workspaceId),
      lookups.map(({ accountId }) => accountId),
      lookups.map(this.#shape.idOf),
      at,
    ]);
  }
}
