import { Injectable } from '@nestjs/common';
import { type Actor, newId } from '@duet/contracts';
import type { Tx } from '@duet/database';

export interface AuditEntry {
  readonly at: Date;
  readonly actor: Actor;
  readonly action: string;
  readonly ticketId: string;
  readonly details: Readonly<Record<string, unknown>>;
}

/** Who did what to which ticket. Rows are only ever added. */
@Injectable()
export class AuditStore {
  async add(tx: Tx, { at, actor, action, ticketId, details }: AuditEntry): Promise<void> {
    await tx.query('INSERT INTO audit VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)', [
      actor.workspaceId,
      newId(),
      at,
      actor.kind,
      actor.id,
      actor.name,
      action,
      ticketId,
      JSON.stringify(details),
    ]);
  }
}
