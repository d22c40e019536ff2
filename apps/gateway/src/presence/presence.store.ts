import type { Tx } from '@duet/database';

export interface Present {
  readonly workspaceId: string;
  readonly personId: string;
}

/** Somebody came or went. */
export interface PresenceChange extends Present {
  readonly isOnline: boolean;
  readonly version: number;
}

interface Row {
  workspace_id: string;
  person_id: string;
  is_online: boolean;
  version: number;
}

const returned = 'workspace_id, person_id, is_online, version';

/** Who is online, shared by all processes: each says of its own connections that they were seen. */
export const presenceStore = {
  /** @returns those who came: they were offline until now */
  async see(tx: Tx, people: readonly Present[], now: Date): Promise<PresenceChange[]> {
    const seen = [people.map(({ workspaceId }) => workspaceId), people.map(({ personId }) => personId), now];
    await tx.run(
      `UPDATE presences p SET seen_at = $3 FROM (
         SELECT workspace_id, person_id FROM presences
         JOIN unnest($1::uuid[], $2::uuid[]) AS s (workspace_id, person_id) USING (workspace_id, person_id)
         WHERE is_online ORDER BY workspace_id, person_id FOR UPDATE OF presences
       ) held WHERE p.workspace_id = held.workspace_id AND p.person_id = held.person_id`,
      seen,
    );
    const rows = await tx.query<Row>(
      `INSERT INTO presences AS p (workspace_id, person_id, seen_at, is_online, version)
       SELECT DISTINCT workspace_id, person_id, $3::timestamptz, true, 1
       FROM unnest($1::uuid[], $2::uuid[]) AS s (workspace_id, person_id)
       JOIN memberships USING (workspace_id, person_id) ORDER BY workspace_id, person_id
       ON CONFLICT (workspace_id, person_id) DO UPDATE SET seen_at = excluded.seen_at, is_online = true, version = p.version + 1
       WHERE NOT p.is_online RETURNING ${returned}`,
      seen,
    );
    return rows.map(changeFrom);
  },

  /** @returns those who went: no process has seen a connection of theirs since then */
  async miss(tx: Tx, since: Date): Promise<PresenceChange[]> {
    const rows = await tx.query<Row>(
      `UPDATE presences SET is_online = false, version = version + 1
       WHERE (workspace_id, person_id) IN (
         SELECT workspace_id, person_id FROM presences WHERE is_online AND seen_at < $1
         ORDER BY workspace_id, person_id FOR UPDATE SKIP LOCKED)
       RETURNING ${returned}`,
      [since],
    );
    return rows.map(changeFrom);
  },
};

const changeFrom = (row: Row): PresenceChange => ({
  workspaceId: row.workspace_id,
  personId: row.person_id,
  isOnline: row.is_online,
  version: row.version,
});
