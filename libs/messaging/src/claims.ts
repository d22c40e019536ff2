import type { Tx } from '@duet/database';
import { dayOf } from './publish.ts';
import type { Received } from './wire.ts';

/** Claims events for a durable; those already claimed are left out. Each claimed event comes back once. */
export async function claim<E extends Received>(tx: Tx, durable: string, events: readonly E[]): Promise<E[]> {
  const claimed = await tx.query<{ event_id: string }>(
    `INSERT INTO handled_events (day, workspace_id, durable, event_id)
     SELECT day, workspace_id, $1, event_id FROM unnest($2::date[], $3::uuid[], $4::uuid[]) AS e (day, workspace_id, event_id)
     ORDER BY event_id ON CONFLICT DO NOTHING RETURNING event_id`,
    [
      durable,
      events.map(({ id }) => dayOf(id)),
      events.map(({ workspaceId }) => workspaceId),
      events.map(({ id }) => id),
    ],
  );
  const fresh = new Set(claimed.map(({ event_id }) => event_id));
  return events.filter(({ id }) => fresh.delete(id));
}
