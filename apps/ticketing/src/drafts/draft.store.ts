import { Injectable } from '@nestjs/common';
import { type Actor, DraftChanged, type DraftView, iso } from '@duet/contracts';
import type { Tx } from '@duet/database';
import { type Cause, publish, type Publish } from '@duet/messaging';

interface Row {
  person_id: string;
  name: string;
  mode: DraftView['mode'];
  text: string;
  written_at: Date;
}

interface Place {
  readonly ticketId: string;
  readonly mode: DraftView['mode'];
  readonly actor: Actor;
}

/** What people have written on tickets and not sent: one text of each person for each mode. */
@Injectable()
export class DraftStore {
  async all(tx: Tx, ticketId: string): Promise<DraftView[]> {
    const rows = await tx.query<Row>(
      `SELECT d.person_id, p.name, d.mode, d.text, d.written_at
       FROM drafts d JOIN people p ON p.workspace_id = d.workspace_id AND p.id = d.person_id
       WHERE d.workspace_id = current_setting('app.workspace')::uuid AND d.ticket_id = $1
       ORDER BY d.written_at DESC, d.person_id, d.mode`,
      [ticketId],
    );
    return rows.map((row) => ({
      person: { id: row.person_id, name: row.name },
      mode: row.mode,
      text: row.text,
      writtenAt: iso(row.written_at.getTime()),
    }));
  }

  /** @returns what is to be told of it; nothing where the same stands there already */
  async keep(tx: Tx, place: Place, text: string, cause: Cause, now: Date): Promise<Publish[]> {
    const { ticketId, mode, actor } = place;
    const rows = await tx.query(
      `INSERT INTO drafts (workspace_id, ticket_id, person_id, mode, text, written_at) VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (workspace_id, ticket_id, person_id, mode)
         DO UPDATE SET text = excluded.text, written_at = excluded.written_at WHERE drafts.text <> excluded.text
       RETURNING 1`,
      [actor.workspaceId, ticketId, actor.id, mode, text, now],
    );
    return rows.length > 0 ? [told(place, 'written', cause, now)] : [];
  }

  /** @returns what is to be told of it; nothing where there was none */
  async drop(tx: Tx, place: Place, cause: Cause, now: Date): Promise<Publish[]> {
    const { ticketId, mode, actor } = place;
    if (actor.kind !== 'person') return [];
    const rows = await tx.query(
      `DELETE FROM drafts WHERE workspace_id = $1 AND ticket_id = $2 AND person_id = $3 AND mode = $4 RETURNING 1`,
      [actor.workspaceId, ticketId, actor.id, mode],
    );
    return rows.length > 0 ? [told(place, 'gone', cause, now)] : [];
  }
}

const told = ({ ticketId, mode, actor }: Place, state: 'written' | 'gone', cause: Cause, now: Date): Publish =>
  publish(DraftChanged, {
    workspaceId: actor.workspaceId,
    data: { ticketId, person: { id: actor.id, name: actor.name }, mode, state },
    cause,
    occurredAt: now,
  });
