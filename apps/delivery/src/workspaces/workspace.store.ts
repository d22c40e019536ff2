import { Injectable } from '@nestjs/common';
import type { WindowPolicyName } from '@duet/contracts';
import type { Tx } from '@duet/database';

/** By which policy workspaces count: a projection of the gateway's settings. */
@Injectable()
export class WorkspaceStore {
  /** @returns whether the workspace counts otherwise than before */
  async save(tx: Tx, workspaceId: string, policy: WindowPolicyName, version: number): Promise<boolean> {
    const before = await tx.query<{ window_policy: WindowPolicyName }>(
      'SELECT window_policy FROM workspaces WHERE workspace_id = $1 FOR UPDATE',
      [workspaceId],
    );
    const saved = await tx.query(
      `INSERT INTO workspaces (workspace_id, window_policy, version) VALUES ($1, $2, $3)
       ON CONFLICT (workspace_id) DO UPDATE SET window_policy = excluded.window_policy, version = excluded.version
       WHERE workspaces.version < excluded.version RETURNING workspace_id`,
      [workspaceId, policy, version],
    );
    return saved.length > 0 && (before[0]?.window_policy ?? 'flat') !== policy;
  }
}
