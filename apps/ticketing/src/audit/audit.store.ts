import { Injectable } from '@nestjs/common';
import { type Actor, newId } from '@duet/contracts';
import type { Tx } from '@duet/database';

export interface AuditEntry {
  readonly at: Date;
  readonly actor: Actor;
  readonly action: string;
  /** Null on comments that opened no ticket: those of before the channel was connected. */
  readonly ticketId: string | null;
  readonly details: Readonly<Record<string, unknown>>;
}

/** Who did what to which ticket. Rows are only ever added. */
@Injectable()
export class AuditStore {
  async add(tx: Tx, ...entries: readonly AuditEntry[]): Promise<void> {
    const rows = entries.map(({ at, actor, action, ticketId, details }) => ({
      workspace_id: actor.workspaceId,
      id: newId(),
      at,
      actor_kind: actor.kind,
      actor_id: actor.id,
      actor_name: actor.name,
      action,
      ticket_id: ticketId,
      details,
    }));
    await tx.query(
      `INSERT INTO audit SELECT * FROM json_to_recordset($1) AS entry (workspace_id uuid, id uuid, at timestamptz,
         actor_kind text, actor_id text, actor_name text, action text, ticket_id uuid, details jsonb)`,
      [JSON.stringify(rows)],
    );
  }
}
