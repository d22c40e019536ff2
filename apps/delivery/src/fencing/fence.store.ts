import { Injectable } from '@nestjs/common';
import type { Tx } from '@duet/database';
import type { Outbound } from '../outbound/outbound.ts';

/**
 * From which controller epoch on a ticket's messages may leave (H15). Raising a fence excludes claims of the same
 * ticket by an advisory lock, so that none is claimed with the old epoch once the fence is answered.
 */
@Injectable()
export class FenceStore {
  async raise(tx: Tx, fence: { workspaceId: string; ticketId: string; minEpoch: number }): Promise<void> {
    await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended($1, 0))`, [fence.ticketId]);
    await tx.query(
      `INSERT INTO fences VALUES ($1, $2, $3)
       ON CONFLICT (workspace_id, ticket_id) DO UPDATE SET min_epoch = greatest(fences.min_epoch, excluded.min_epoch)`,
      [fence.workspaceId, fence.ticketId, fence.minEpoch],
    );
  }

  /** Whether this message was written by a bot or an AI Agent before a person took over. */
  async stops(tx: Tx, outbound: Outbound): Promise<boolean> {
    if (outbound.actor.kind !== 'bot' && outbound.actor.kind !== 'ai_agent') return false;
    await tx.query(`SELECT pg_advisory_xact_lock_shared(hashtextextended($1, 0))`, [outbound.ticketId]);
    const [fence] = await tx.query<{ min_epoch: number }>(
      'SELECT min_epoch FROM fences WHERE workspace_id = $1 AND ticket_id = $2',
      [outbound.workspaceId, outbound.ticketId],
    );
    return fence !== undefined && outbound.epoch < fence.min_epoch;
  }
}
