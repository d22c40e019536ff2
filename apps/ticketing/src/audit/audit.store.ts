import { Injectable } from '@nestjs/common';
import { type Actor, type AuditEntryView, type AuditList, iso, newId, type RequestOf } from '@duet/contracts';
import type { Tx } from '@duet/database';

export interface AuditEntry {
  readonly at: Date;
  readonly actor: Actor;
  readonly action: string;
  /** Null on comments that opened no ticket: those of before the channel was connected. */
  readonly ticketId: string | null;
  readonly details: Readonly<Record<string, unknown>>;
}

interface Row {
  id: string;
  at: Date;
  actor_kind: Actor['kind'];
  actor_id: string;
  actor_name: string;
  action: string;
  ticket_id: string | null;
  details: Record<string, unknown>;
}

type Filter = Omit<RequestOf<typeof AuditList>, 'cursor' | 'limit'> & { readonly ticketId?: string };

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

  /** Entries before a place in the list, newest first. */
  async page(
    tx: Tx,
    { ticketId, actorId, action, from, to }: Filter,
    before: { at: string; id: string } | null,
    limit: number,
  ): Promise<AuditEntryView[]> {
    const conditions: (readonly [sql: string, value: unknown])[] = [
      ['ticket_id =', ticketId],
      ['actor_id =', actorId],
      ['action =', action],
      ['at >=', from],
      ['at <', to],
    ];
    const asked = conditions.filter(([, value]) => value !== undefined);
    const where = asked.map(([sql], index) => `AND ${sql} $${index + 4}`).join(' ');
    const rows = await tx.query<Row>(
      `SELECT id, at, actor_kind, actor_id, actor_name, action, ticket_id, details FROM audit
       WHERE workspace_id = current_setting('app.workspace')::uuid
         AND ($1::timestamptz IS NULL OR (at, id) < ($1, $2::uuid)) ${where}
       ORDER BY at DESC, id DESC LIMIT $3`,
      [before?.at ?? null, before?.id ?? null, limit, ...asked.map(([, value]) => value)],
    );
    return rows.map((row) => ({
      id: row.id,
      at: iso(row.at.getTime()),
      actor: { kind: row.actor_kind, id: row.actor_id, name: row.actor_name },
      action: row.action,
      ticketId: row.ticket_id,
      details: row.details,
    }));
  }
}
