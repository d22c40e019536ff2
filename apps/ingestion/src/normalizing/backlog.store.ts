import { Injectable } from '@nestjs/common';
import type { Tx } from '@duet/database';

export interface Pending {
  readonly day: string;
  readonly id: string;
  readonly body: Buffer;
  readonly fresh: boolean;
  readonly received_at: Date;
  readonly traceparent: string | null;
  readonly attempts: number;
}

export interface Mark {
  readonly day: string;
  readonly id: string;
  readonly state: string;
  readonly event: string | null;
  readonly openId: string | null;
  readonly workspaceId: string | null;
  readonly reason: string | null;
  readonly retryAt: Date | null;
  readonly personKey: string | null;
}

const columns = 'day::text AS day, id, body, fresh, received_at, traceparent, attempts';

/** Deliveries on their way to becoming facts. */
@Injectable()
export class BacklogStore {
  /** Locks the oldest new deliveries; siblings take others. */
  async next(tx: Tx, limit: number): Promise<Pending[]> {
    // A bitmap scan visits the dead entries of this index at each pass until a vacuum; an index scan drops them once.
    await tx.query('SET LOCAL enable_bitmapscan = off');
    return tx.query<Pending>(
      `SELECT ${columns} FROM deliveries WHERE body IS NOT NULL AND state = 'new' ORDER BY id LIMIT $1 FOR UPDATE SKIP LOCKED`,
      [limit],
    );
  }

  /** Takes waiting deliveries whose time has come and puts the next attempt off, so that nobody else takes them meanwhile. */
  takeWaiting(tx: Tx, limit: number, now: Date, leasedUntil: Date): Promise<Pending[]> {
    return tx.query<Pending>(
      `UPDATE deliveries SET retry_at = $3, attempts = attempts + 1
       WHERE (day, id) IN (SELECT day, id FROM deliveries WHERE state = 'waiting' AND retry_at <= $2 AND body IS NOT NULL
                           ORDER BY id LIMIT $1 FOR UPDATE SKIP LOCKED)
       RETURNING ${columns}`,
      [limit, now, leasedUntil],
    );
  }

  /** Locks the oldest that have been waiting since before `arrivedBefore`. */
  waitingSince(tx: Tx, limit: number, arrivedBefore: Date): Promise<Pending[]> {
    return tx.query<Pending>(
      `SELECT ${columns} FROM deliveries WHERE state = 'waiting' AND received_at < $2 AND body IS NOT NULL
       ORDER BY id LIMIT $1 FOR UPDATE SKIP LOCKED`,
      [limit, arrivedBefore],
    );
  }

  /** Locks those of them that still wait. */
  async stillWaiting(tx: Tx, deliveries: readonly Pending[]): Promise<Pending[]> {
    const rows = await tx.query<{ id: string }>(
      `SELECT id FROM deliveries WHERE (day, id) IN (SELECT * FROM unnest($1::date[], $2::uuid[])) AND state = 'waiting'
       ORDER BY id FOR UPDATE`,
      [deliveries.map(({ day }) => day), deliveries.map(({ id }) => id)],
    );
    const ids = new Set(rows.map(({ id }) => id));
    return deliveries.filter(({ id }) => ids.has(id));
  }

  async mark(tx: Tx, marks: readonly Mark[]): Promise<void> {
    await tx.query(
      `UPDATE deliveries SET state = m.state, event = m.event, open_id = m.open_id, workspace_id = m.workspace_id,
         reason = m.reason, retry_at = m.retry_at, person_key = m.person_key, attempts = deliveries.attempts + 1
       FROM json_to_recordset($1) AS m (day date, id uuid, state text, event text, open_id text, workspace_id uuid,
         reason text, retry_at timestamptz, person_key text)
       WHERE deliveries.day = m.day AND deliveries.id = m.id`,
      [
        JSON.stringify(
          marks.map((mark) => ({
            day: mark.day,
            id: mark.id,
            state: mark.state,
            event: mark.event,
            open_id: mark.openId,
            workspace_id: mark.workspaceId,
            reason: mark.reason,
            retry_at: mark.retryAt,
            person_key: mark.personKey,
          })),
        ),
      ],
    );
  }
}
