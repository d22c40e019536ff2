import type { SettingsChange, WorkspaceSettings } from '@duet/contracts';
import type { Tx } from '@duet/database';

export interface Workspace {
  readonly id: string;
  readonly name: string;
  readonly plan: 'free' | 'paid';
  readonly settings: WorkspaceSettings;
  readonly version: number;
}

/** Of a row of `workspaces`. */
export const settingsColumn = `json_build_object('commentTextMax', comment_text_max, 'windowPolicy', window_policy) AS settings`;

const columns = `workspace_id AS id, name, plan, ${settingsColumn}, version`;

export const workspaceStore = {
  async add(tx: Tx, workspace: { id: string; name: string; plan: 'free' | 'paid'; now: Date }): Promise<void> {
    const { id, name, plan, now } = workspace;
    await tx.run('INSERT INTO workspaces (workspace_id, name, plan, created_at) VALUES ($1, $2, $3, $4)', [
      id,
      name,
      plan,
      now,
    ]);
  },

  async exists(tx: Tx, id: string): Promise<boolean> {
    return (await tx.query('SELECT FROM workspaces WHERE workspace_id = $1', [id])).length > 0;
  },

  /** The workspace with which the installation began. */
  async findFirst(tx: Tx): Promise<string | undefined> {
    const [row] = await tx.query<{ workspace_id: string }>(
      'SELECT workspace_id FROM workspaces ORDER BY created_at, workspace_id LIMIT 1',
    );
    return row?.workspace_id;
  },

  /** The workspace that this person owns, the first one where there are several. */
  async findOwned(tx: Tx, personId: string): Promise<string | undefined> {
    const [row] = await tx.query<{ workspace_id: string }>(
      `SELECT workspace_id FROM memberships WHERE person_id = $1 AND role = 'owner' AND active
       ORDER BY created_at, workspace_id LIMIT 1`,
      [personId],
    );
    return row?.workspace_id;
  },

  /** Undefined where there is no such workspace. */
  async setSettings(tx: Tx, id: string, change: SettingsChange): Promise<Workspace | undefined> {
    const [changed] = await tx.query<Workspace>(
      `UPDATE workspaces SET comment_text_max = CASE WHEN $2 THEN $3 ELSE comment_text_max END,
         window_policy = coalesce($4, window_policy), version = version + 1
       WHERE workspace_id = $1 RETURNING ${columns}`,
      [id, change.commentTextMax !== undefined, change.commentTextMax ?? null, change.windowPolicy ?? null],
    );
    return changed;
  },

  /** Undefined where there is no such workspace, or it has that name. */
  async rename(tx: Tx, id: string, name: string): Promise<Workspace | undefined> {
    const [changed] = await tx.query<Workspace>(
      `UPDATE workspaces SET name = $2, version = version + 1 WHERE workspace_id = $1 AND name <> $2 RETURNING ${columns}`,
      [id, name],
    );
    return changed;
  },

  /** Undefined where there is no such workspace. */
  async setPlan(tx: Tx, id: string, plan: 'free' | 'paid'): Promise<(Workspace & { changed: boolean }) | undefined> {
    const [changed] = await tx.query<Workspace>(
      `UPDATE workspaces SET plan = $2, version = version + 1 WHERE workspace_id = $1 AND plan <> $2 RETURNING ${columns}`,
      [id, plan],
    );
    if (changed) return { ...changed, changed: true };
    const [same] = await tx.query<Workspace>(`SELECT ${columns} FROM workspaces WHERE workspace_id = $1`, [id]);
    return same && { ...same, changed: false };
  },
};
