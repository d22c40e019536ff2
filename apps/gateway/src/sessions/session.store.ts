import type { Role, WorkspaceSettings } from '@duet/contracts';
import type { Tx } from '@duet/database';
import { settingsColumn } from '../provisioning/workspace.store.ts';

const IDLE_MS = 12 * 3_600_000;
const ABSOLUTE_MS = 14 * 86_400_000;
const TOUCH_MS = 60_000;

export interface SessionRow {
  readonly id: string;
  readonly workspace_id: string;
  readonly workspace_name: string;
  readonly plan: 'free' | 'paid';
  readonly settings: WorkspaceSettings;
  readonly person_id: string;
  readonly person_name: string;
  readonly email: string;
  readonly role: Role;
}

export interface Identity {
  readonly person_id: string;
  readonly password_hash: string;
  /** Of the workspace that the person joined first; null when there is none to enter. */
  readonly workspace_id: string | null;
}

const idleSince = (now: Date): Date => new Date(now.getTime() - IDLE_MS);

/** Sessions span workspaces, so every statement runs as the service. */
export const sessionStore = {
  async findIdentity(tx: Tx, email: string): Promise<Identity | undefined> {
    const [row] = await tx.query<Identity>(
      `SELECT people.id AS person_id, password_hash, workspace_id
       FROM people LEFT JOIN memberships ON person_id = people.id AND active
       WHERE email = $1 ORDER BY memberships.created_at, workspace_id LIMIT 1`,
      [email],
    );
    return row;
  },

  /** Those that somebody may enter, the one they joined first at the beginning. */
  workspacesOf(tx: Tx, email: string): Promise<{ workspaceId: string; personId: string; name: string }[]> {
    return tx.query(
      `SELECT workspace_id AS "workspaceId", people.id AS "personId", name
       FROM people JOIN memberships ON person_id = people.id
       WHERE email = $1 AND active ORDER BY memberships.created_at, workspace_id`,
      [email],
    );
  },

  async add(
    tx: Tx,
    session: { id: string; workspaceId: string; personId: string; tokenHash: Buffer; now: Date },
  ): Promise<void> {
    const { id, workspaceId, personId, tokenHash, now } = session;
    await tx.run(
      `INSERT INTO sessions (workspace_id, id, token_hash, person_id, created_at, last_seen_at, expires_at)
       VALUES ($1, $2, $3, $4, $5, $5, $6)`,
      [workspaceId, id, tokenHash, personId, now, new Date(now.getTime() + ABSOLUTE_MS)],
    );
  },

  /** The live session of a token, of an active member. Seeing it postpones its idle end. */
  async find(tx: Tx, tokenHash: Buffer, now: Date): Promise<SessionRow | undefined> {
    const [row] = await tx.query<SessionRow & { last_seen_at: Date }>(
      `SELECT sessions.id, workspace_id, workspaces.name AS workspace_name, plan, ${settingsColumn}, person_id,
         people.name AS person_name, email, role, last_seen_at
       FROM sessions JOIN memberships USING (workspace_id, person_id)
         JOIN workspaces USING (workspace_id) JOIN people ON people.id = person_id
       WHERE token_hash = $1 AND expires_at > $2 AND last_seen_at > $3 AND active`,
      [tokenHash, now, idleSince(now)],
    );
    if (row && now.getTime() - row.last_seen_at.getTime() > TOUCH_MS) {
      await tx.run('UPDATE sessions SET last_seen_at = $2 WHERE token_hash = $1', [tokenHash, now]);
    }
    return row;
  },

  /** Which of these sessions still live. */
  async living(tx: Tx, ids: readonly string[], now: Date): Promise<string[]> {
    const rows = await tx.query<{ id: string }>(
      `SELECT id FROM sessions JOIN memberships USING (workspace_id, person_id)
       WHERE id = ANY($1) AND expires_at > $2 AND last_seen_at > $3 AND active`,
      [ids, now, idleSince(now)],
    );
    return rows.map(({ id }) => id);
  },

  async revoke(tx: Tx, tokenHash: Buffer): Promise<void> {
    await tx.run('DELETE FROM sessions WHERE token_hash = $1', [tokenHash]);
  },

  /** Somebody is out of a workspace at once, wherever they are signed in. */
  async endAll(tx: Tx, workspaceId: string, personId: string): Promise<void> {
    await tx.run('DELETE FROM sessions WHERE workspace_id = $1 AND person_id = $2', [workspaceId, personId]);
  },

  /** All sessions of somebody, in every workspace, but for one. */
  async endOthers(tx: Tx, personId: string, keptId: string | null): Promise<void> {
    await tx.run('DELETE FROM sessions WHERE person_id = $1 AND id IS DISTINCT FROM $2', [personId, keptId]);
  },

  async forgetEnded(tx: Tx, now: Date): Promise<void> {
    await tx.run('DELETE FROM sessions WHERE expires_at <= $1 OR last_seen_at <= $2', [now, idleSince(now)]);
  },
};
