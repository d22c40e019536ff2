import { Injectable } from '@nestjs/common';
import { defaultSettings, type WindowPolicyName, type WorkspaceSettings } from '@duet/contracts';
import type { Tx } from '@duet/database';

/** Settings of workspaces: a projection of the gateway's. */
@Injectable()
export class SettingsStore {
  /** Keeps the newest version. */
  async save(tx: Tx, workspaceId: string, settings: WorkspaceSettings, version: number): Promise<void> {
    await tx.query(
      `INSERT INTO workspace_settings (workspace_id, comment_text_max, window_policy, version) VALUES ($1, $2, $3, $4)
       ON CONFLICT (workspace_id) DO UPDATE SET comment_text_max = excluded.comment_text_max,
         window_policy = excluded.window_policy, version = excluded.version
       WHERE workspace_settings.version < excluded.version`,
      [workspaceId, settings.commentTextMax, settings.windowPolicy, version],
    );
  }

  async find(tx: Tx, workspaceId: string): Promise<WorkspaceSettings> {
    const [row] = await tx.query<{ comment_text_max: number | null; window_policy: WindowPolicyName }>(
      'SELECT comment_text_max, window_policy FROM workspace_settings WHERE workspace_id = $1',
      [workspaceId],
    );
    return row ? { commentTextMax: row.comment_text_max, windowPolicy: row.window_policy } : defaultSettings;
  }
}
