import { Injectable } from '@nestjs/common';
import { newId, Team } from '@duet/contracts';
import type { Tx } from '@duet/database';
import { DocumentStore } from '../settings/document.store.ts';
import { decidePlacing } from '../tickets/assigning.ts';
import type { DueTickets, DueWork } from '../tickets/due-work.ts';
import type { Ticket } from '../tickets/ticket.ts';
import type { TicketChanges } from '../tickets/ticket-changes.ts';
import { waiting } from '../tickets/ticket.store.ts';
import { Turns } from './turns.ts';

/** Gives what waits for a free member of its team, the longest first, when somebody comes or has room again. */
@Injectable()
export class GiveWaiting implements DueWork {
  readonly name = 'give waiting tickets';
  readonly #documents: DocumentStore;

  constructor(documents: DocumentStore) {
    this.#documents = documents;
  }

  due(): DueTickets {
    const isThere = `EXISTS (SELECT FROM settings_documents d, jsonb_array_elements(d.document) team
      WHERE d.workspace_id = tickets.workspace_id AND d.kind = 'teams' AND team->>'id' = tickets.team_id::text)`;
    return { where: `${waiting} AND ${isThere}`, order: 'waits_since, number', values: [] };
  }

  /** Tickets are locked before the turns, as everywhere (H6). */
  async apply(tx: Tx, due: readonly Ticket[], changes: TicketChanges, now: Date): Promise<number> {
    const [{ workspaceId } = { workspaceId: '' }] = due;
    const { document: teams } = await this.#documents.read(tx, workspaceId, 'teams', teamsFrom);
    const turns = await Turns.lock(tx, workspaceId);
    let given = 0;
    for (const ticket of due) {
      const team = teams?.find(({ id }) => id === ticket.teamId);
      const assignee = team ? turns.takeWaiting(team) : null;
      if (!team || !assignee) continue;
      given += 1;
      const cause = newId();
      const placing = { by: { kind: 'system', id: team.id, name: team.name }, team, assignee, waits: false } as const;
      changes.change(ticket.id, { id: cause, correlationId: cause }, (before) => decidePlacing(before, placing, now));
    }
    if (given > 0) await turns.save(tx);
    return given;
  }
}

const teamsFrom = (document: unknown) => Team.array().parse(document);
