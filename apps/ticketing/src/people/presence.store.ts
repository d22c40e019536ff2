import { Injectable } from '@nestjs/common';
import type { Availability, AvailabilityView, DataOf, PresenceChanged } from '@duet/contracts';
import type { Tx } from '@duet/database';

const availability = `CASE WHEN NOT coalesce(s.is_online, false) THEN 'offline' WHEN s.is_away THEN 'away' ELSE 'available' END`;

/** Who is there: online as the gateway tells, away as people say themselves. */
@Injectable()
export class PresenceStore {
  async save(tx: Tx, workspaceId: string, presence: DataOf<typeof PresenceChanged>, now: Date): Promise<void> {
    await tx.query(
      `INSERT INTO presences AS held (workspace_id, id, is_online, version, offline_since)
       VALUES ($1, $2, $3, $4, CASE WHEN NOT $3 THEN $5::timestamptz END)
       ON CONFLICT (workspace_id, id) DO UPDATE SET is_online = excluded.is_online, version = excluded.version,
         offline_since = excluded.offline_since
       WHERE held.version < excluded.version`,
      [workspaceId, presence.personId, presence.isOnline, presence.version, now],
    );
  }

  async setAway(tx: Tx, workspaceId: string, personId: string, isAway: boolean): Promise<Availability> {
    const [row] = await tx.query<{ availability: Availability }>(
      `INSERT INTO presences AS s (workspace_id, id, is_away) VALUES ($1, $2, $3)
       ON CONFLICT (workspace_id, id) DO UPDATE SET is_away = excluded.is_away RETURNING ${availability} AS availability`,
      [workspaceId, personId, isAway],
    );
    if (!row) throw new Error('a row that was just written is missing');
    return row.availability;
  }

  /** Everybody who may be given a ticket. */
  list(tx: Tx): Promise<AvailabilityView[]> {
    return tx.query<AvailabilityView>(
      `SELECT p.id AS "personId", ${availability} AS availability, (
         SELECT count(*)::integer FROM tickets t
         WHERE t.workspace_id = p.workspace_id AND t.assignee_id = p.id AND t.status = 'open'
       ) AS open
       FROM people p LEFT JOIN presences s USING (workspace_id, id)
       WHERE p.workspace_id = current_setting('app.workspace')::uuid AND p.active ORDER BY lower(p.name), p.id`,
    );
  }
}
