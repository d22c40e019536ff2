import { AssignmentRule, BusinessHours, Team } from '@duet/contracts';
import type { Tx } from '@duet/database';
import { AuditStore } from '../audit/audit.store.ts';
import type { Placing } from '../tickets/assigning.ts';
import type { Ticket } from '../tickets/ticket.ts';
import { isWorkingTime, ruleFor } from './rule.ts';
import { Turns } from './turns.ts';

const audit = new AuditStore();

/** Whether rules are to be asked: nobody has it, no team either, and it just came, came back or is sorted otherwise. */
export function isUnplaced(ticket: Ticket, before: Ticket | undefined): boolean {
  if (ticket.status !== 'open' || ticket.controller.kind !== 'nobody') return false;
  if (ticket.assigneeId !== null || ticket.teamId !== null) return false;
  if (before === undefined || before.status === 'resolved') return true;
  return before.priority !== ticket.priority || before.tagIds.join() !== ticket.tagIds.join();
}

interface Book {
  readonly rules: readonly AssignmentRule[];
  readonly teams: readonly Team[];
  readonly hours: BusinessHours | null;
}

/** Where the rules of their workspaces put these tickets, by their ids; the turns that are taken for it are locked. */
export async function placingsOf(tx: Tx, tickets: readonly Ticket[], now: Date): Promise<Map<string, Placing>> {
  const byWorkspace = [...Map.groupBy(tickets, ({ workspaceId }) => workspaceId)];
  const books = await booksOf(
    tx,
    byWorkspace.map(([workspaceId]) => workspaceId),
  );
  const placings = new Map<string, Placing>();
  for (const [workspaceId, group] of byWorkspace.toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    const book = books.get(workspaceId);
    if (!book) continue;
    const texts = await firstTexts(tx, book, group);
    const isWorking = isWorkingTime(book.hours, now);
    const ruled = group.flatMap((ticket) => {
      const rule = ruleFor(book.rules, ticket, { firstText: texts.get(ticket.id) ?? '', isWorkingTime: isWorking });
      return rule ? [{ ticket, rule }] : [];
    });
    for (const [id, placing] of await place(tx, workspaceId, book.teams, ruled)) placings.set(id, placing);
    await note(tx, workspaceId, placings, ruled, now);
  }
  return placings;
}

type Ruled = readonly { ticket: Ticket; rule: AssignmentRule }[];

async function place(
  tx: Tx,
  workspaceId: string,
  teams: readonly Team[],
  ruled: Ruled,
): Promise<[id: string, placing: Placing][]> {
  const people = await peopleOf(tx, workspaceId, ruled);
  const needsTurn = ruled.some(({ rule }) => rule.action.type === 'round_robin');
  const turns = needsTurn ? await Turns.lock(tx, workspaceId) : null;
  const placings = ruled.flatMap(({ ticket, rule: { id, name, action } }): [string, Placing][] => {
    const by = { kind: 'system', id, name } as const;
    if (action.type === 'agent') {
      const assignee = people.get(action.personId) ?? null;
      return assignee ? [[ticket.id, { by, team: null, assignee, waits: false }]] : [];
    }
    const team = teams.find((one) => one.id === action.teamId);
    if (!team) return [];
    if (action.type === 'team') return [[ticket.id, { by, team, assignee: null, waits: false }]];
    const assignee = turns?.take(team) ?? null;
    return [[ticket.id, { by, team, assignee, waits: assignee === null }]];
  });
  await turns?.save(tx);
  return placings;
}

async function booksOf(tx: Tx, workspaceIds: readonly string[]): Promise<Map<string, Book>> {
  const rows = await tx.query<{ workspace_id: string; rules: unknown; teams: unknown; hours: unknown }>(
    `SELECT r.workspace_id, r.document AS rules, t.document AS teams, h.document AS hours FROM settings_documents r
     LEFT JOIN settings_documents t ON t.workspace_id = r.workspace_id AND t.kind = 'teams'
     LEFT JOIN settings_documents h ON h.workspace_id = r.workspace_id AND h.kind = 'business_hours'
     WHERE r.kind = 'assignment_rules' AND r.workspace_id = ANY($1)`,
    [workspaceIds],
  );
  return new Map(
    rows.map(({ workspace_id: id, rules, teams, hours }) => [
      id,
      {
        rules: AssignmentRule.array().parse(rules),
        teams: Team.array().parse(teams ?? []),
        hours: BusinessHours.nullable().parse(hours),
      },
    ]),
  );
}

/** What the customers wrote first, by the tickets; asked for only where a rule looks at words. */
async function firstTexts(tx: Tx, { rules }: Book, tickets: readonly Ticket[]): Promise<Map<string, string>> {
  if (!rules.some(({ isOn, conditions }) => isOn && conditions.words.length > 0)) return new Map();
  const rows = await tx.query<{ ticket_id: string; text: string | null }>(
    `SELECT t.id AS ticket_id, m.content->>'text' AS text
     FROM unnest($1::uuid[], $2::uuid[], $3::uuid[]) AS t (workspace_id, id, conversation_id)
     CROSS JOIN LATERAL (
       SELECT content FROM messages
       WHERE workspace_id = t.workspace_id AND conversation_id = t.conversation_id AND ticket_id = t.id AND direction = 'in'
       ORDER BY sent_at, id LIMIT 1
     ) m`,
    [
      tickets.map(({ workspaceId }) => workspaceId),
      tickets.map(({ id }) => id),
      tickets.map(({ conversationId }) => conversationId),
    ],
  );
  return new Map(rows.map(({ ticket_id: id, text }) => [id, text ?? '']));
}

async function peopleOf(tx: Tx, workspaceId: string, ruled: Ruled): Promise<Map<string, { id: string; name: string }>> {
  const ids = ruled.flatMap(({ rule: { action } }) => (action.type === 'agent' ? [action.personId] : []));
  if (ids.length === 0) return new Map();
  const rows = await tx.query<{ id: string; name: string }>(
    'SELECT id, name FROM people WHERE workspace_id = $1 AND id = ANY($2) AND active',
    [workspaceId, ids],
  );
  return new Map(rows.map((person) => [person.id, person]));
}

async function note(
  tx: Tx,
  workspaceId: string,
  placings: ReadonlyMap<string, Placing>,
  ruled: Ruled,
  now: Date,
): Promise<void> {
  const entries = ruled.flatMap(({ ticket, rule }) => {
    const placing = placings.get(ticket.id);
    if (!placing) return [];
    const { team, assignee } = placing;
    const actor = { kind: 'system', id: rule.id, name: rule.name, role: 'admin', workspaceId } as const;
    const details = { teamId: team?.id ?? null, assigneeId: assignee?.id ?? null };
    return [{ at: now, actor, action: 'assign_by_rule', ticketId: ticket.id, details }];
  });
  if (entries.length > 0) await audit.add(tx, ...entries);
}
