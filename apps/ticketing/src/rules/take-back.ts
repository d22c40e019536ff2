import { Injectable } from '@nestjs/common';
import { AssignmentRule, newId, Team } from '@duet/contracts';
import type { Tx } from '@duet/database';
import { AuditStore } from '../audit/audit.store.ts';
import { DocumentStore } from '../settings/document.store.ts';
import { decideTakenBack } from '../tickets/assigning.ts';
import type { DueTickets, DueWork } from '../tickets/due-work.ts';
import type { Ticket } from '../tickets/ticket.ts';
import type { TicketChanges } from '../tickets/ticket-changes.ts';

/** What of a team's work nobody answers: its member has been offline for longer than the team allows. */
const abandoned = `
  SELECT t.workspace_id, t.id FROM settings_documents d
  CROSS JOIN LATERAL jsonb_array_elements(d.document) team
  CROSS JOIN LATERAL (SELECT $1::timestamptz - make_interval(mins => (team->>'takeBackMinutes')::integer) AS until) n
  JOIN presences s ON s.workspace_id = d.workspace_id AND NOT s.is_online AND s.offline_since <= n.until
  JOIN tickets t ON t.workspace_id = s.workspace_id AND t.assignee_id = s.id AND t.status = 'open'
    AND t.last_direction = 'in' AND t.team_id::text = team->>'id'
  WHERE d.kind = 'teams' AND (team->>'takeBackMinutes')::integer > 0
    AND NOT EXISTS (SELECT FROM audit a WHERE a.workspace_id = t.workspace_id AND a.ticket_id = t.id
      AND a.at > n.until AND a.action IN ('assign', 'assign_by_rule'))`;

/**
 * Takes unanswered tickets back from who went offline, as their team wishes; who was given one on purpose while offline
 * has as long from then on. Where tickets of the team are given by turn they wait for the next one who is free, else they
 * are the team's to take.
 */
@Injectable()
export class TakeBack implements DueWork {
  readonly name = 'take back tickets of who is offline';
  readonly #documents: DocumentStore;
  readonly #audit: AuditStore;

  constructor(documents: DocumentStore, audit: AuditStore) {
    this.#documents = documents;
    this.#audit = audit;
  }

  due(now: Date): DueTickets {
    return { where: `(workspace_id, id) IN (${abandoned})`, order: 'last_at', values: [now] };
  }

  async apply(tx: Tx, due: readonly Ticket[], changes: TicketChanges, now: Date): Promise<number> {
    const [{ workspaceId } = { workspaceId: '' }] = due;
    const { document: teams } = await this.#documents.read(tx, workspaceId, 'teams', teamsFrom);
    const { document: rules } = await this.#documents.read(tx, workspaceId, 'assignment_rules', rulesFrom);
    for (const ticket of due) {
      const { id, name } = teams?.find((team) => team.id === ticket.teamId) ?? { id: ticket.id, name: '' };
      const waits = rules?.some((rule) => rule.isOn && rule.action.type === 'round_robin' && rule.action.teamId === id);
      const by = { kind: 'system', id, name } as const;
      const cause = newId();
      changes.change(ticket.id, { id: cause, correlationId: cause }, (before) =>
        decideTakenBack(before, by, waits ?? false, now),
      );
      await this.#audit.add(tx, {
        at: now,
        actor: { ...by, role: 'admin', workspaceId },
        action: 'take_back',
        ticketId: ticket.id,
        details: { assigneeId: ticket.assigneeId },
      });
    }
    return due.length;
  }
}

const teamsFrom = (document: unknown) => Team.array().parse(document);
const rulesFrom = (document: unknown) => AssignmentRule.array().parse(document);
