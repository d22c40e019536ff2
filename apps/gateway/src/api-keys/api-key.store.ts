import type { Role, WorkspaceSettings } from '@duet/contracts';
import type { Tx } from '@duet/database';
import { settingsColumn } from '../provisioning/workspace.store.ts';

const TOUCH_MS = 60_000;

export interface ApiKeyRow {
  readonly workspace_id: string;
  readonly id: string;
  readonly prefix: string;
  readonly name: string;
  readonly role: Role;
  readonly created_by: string | null;
  readonly created_at: Date;
  readonly revoked_at: Date | null;
  readonly last_used_at: Date | null;
}

export interface ApiKeyOwner {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly workspace_id: string;
  readonly workspace_name: string;
  readonly plan: 'free' | 'paid';
  readonly settings: WorkspaceSettings;
}

const columns = 'workspace_id, id, prefix, name, role, created_by, created_at, revoked_at, last_used_at';

export const apiKeyStore = {
  /** Newest first; in a person's transaction those of the workspace. */
  list(tx: Tx): Promise<ApiKeyRow[]> {
    return tx.query<ApiKeyRow>(`SELECT ${columns} FROM api_keys ORDER BY created_at DESC, id DESC`);
  },

  async add(tx: Tx, key: Omit<ApiKeyRow, 'revoked_at' | 'last_used_at'> & { keyHash: Buffer }): Promise<void> {
    await tx.run(
      `INSERT INTO api_keys (workspace_id, id, key_hash, prefix, name, role, created_by, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [key.workspace_id, key.id, key.keyHash, key.prefix, key.name, key.role, key.created_by, key.created_at],
    );
  },

  /** Undefined where the workspace has no such key. Revoking again keeps the first time. */
  async revoke(tx: Tx, id: string, now: Date): Promise<ApiKeyRow | undefined> {
    const [row] = await tx.query<ApiKeyRow>(
      `UPDATE api_keys SET revoked_at = coalesce(revoked_at, $2) WHERE id = $1 RETURNING ${columns}`,
      [id, now],
    );
    return row;
  },

  /** Whose key this is, as the service. */
  async find(tx: Tx, keyHash: Buffer, now: Date): Promise<ApiKeyOwner | undefined> {
    const [row] = await tx.query<ApiKeyOwner & { last_used_at: Date | null }>(
      `SELECT id, api_keys.name, role, workspace_id, workspaces.name AS workspace_name, plan, ${settingsColumn},
         last_used_at
       FROM api_keys JOIN workspaces USING (workspace_id) WHERE key_hash = $1 AND revoked_at IS NULL`,
      [keyHash],
    );
    if (row && now.getTime() - (row.last_used_at?.getTime() ?? 0) > TOUCH_MS) {
      await tx.run('UPDATE api_keys SET last_used_at = $2 WHERE key_hash = $1', [keyHash, now]);
    }
    return row;
  },

  /** Which of these keys are not revoked. */
  async living(tx: Tx, ids: readonly string[]): Promise<string[]> {
    const rows = await tx.query<{ id: string }>('SELECT id FROM api_keys WHERE id = ANY($1) AND revoked_at IS NULL', [
      ids,
    ]);
    return rows.map(({ id }) => id);
  },
};
