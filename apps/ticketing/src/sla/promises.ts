import { BusinessHours, SlaPolicy } from '@duet/contracts';
import type { Tx } from '@duet/database';
import type { Promises } from './sla.ts';

const none: Promises = { policies: [], hours: null };

/** What these workspaces promise, by their ids. */
export async function promisesOf(tx: Tx, workspaceIds: readonly string[]): Promise<(workspaceId: string) => Promises> {
  const rows = await tx.query<{ workspace_id: string; policies: unknown; hours: unknown }>(
    `SELECT p.workspace_id, p.document AS policies, h.document AS hours FROM settings_documents p
     LEFT JOIN settings_documents h ON h.workspace_id = p.workspace_id AND h.kind = 'business_hours'
     WHERE p.kind = 'sla_policies' AND p.workspace_id = ANY($1)`,
    [[...new Set(workspaceIds)]],
  );
  const promises = new Map(
    rows.map(({ workspace_id: id, policies, hours }) => [
      id,
      { policies: SlaPolicy.array().parse(policies), hours: BusinessHours.nullable().parse(hours) },
    ]),
  );
  return (workspaceId) => promises.get(workspaceId) ?? none;
}
