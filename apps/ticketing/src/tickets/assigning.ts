import {
  type Actor,
  type Controller,
  Rejection,
  type TeamView,
  TicketAssigned,
  TicketTeamChanged,
} from '@duet/contracts';
import { type By, type Decision, nameOf, tellChange, type Ticket, unchanged } from './ticket.ts';

/**
 * Takes the ticket, gives it to a colleague, or gives it back. Whoever takes it over fences what was started before.
 * @throws Rejection `already_claimed` when somebody else took it first
 */
export function decideAssign(
  ticket: Ticket,
  assignee: { id: string; name: string } | null,
  actor: Actor,
  wish: 'take' | 'give',
  holder: string | null,
  now: Date,
): Decision {
  if (ticket.status === 'resolved') throw new Rejection('ticket_resolved');
  if (ticket.assigneeId === (assignee?.id ?? null)) return unchanged(ticket);
  if (wish === 'take' && ticket.assigneeId !== null) throw new Rejection('already_claimed', { by: holder });
  return withAssignee(unchanged(ticket), assignee, nameOf(actor), now);
}

function withAssignee(
  before: Decision,
  assignee: { readonly id: string; readonly name: string } | null,
  by: By,
  now: Date,
): Decision {
  const epoch = before.ticket.controller.epoch + 1;
  const controller: Controller = assignee
    ? { kind: 'person', id: assignee.id, epoch }
    : { kind: 'nobody', id: null, epoch };
  const ticket = { ...before.ticket, assigneeId: assignee?.id ?? null, waitsSince: null, controller, updatedAt: now };
  const data = { assignee, controller, by };
  return tellChange({ ...before, ticket }, 'assignee', TicketAssigned, data);
}

/** Puts the ticket into a team's hands, or out of them; it no longer waits for a turn. */
export function decideTeam(ticket: Ticket, team: TeamView | null, actor: Actor, now: Date): Decision {
  if (ticket.teamId === (team?.id ?? null)) return unchanged(ticket);
  return withTeam(unchanged({ ...ticket, waitsSince: null }), team, nameOf(actor), now);
}

function withTeam(before: Decision, team: TeamView | null, by: By, now: Date): Decision {
  const ticket = { ...before.ticket, teamId: team?.id ?? null, updatedAt: now };
  const data = { team: team && { id: team.id, name: team.name }, by };
  return tellChange({ ...before, ticket }, 'team', TicketTeamChanged, data);
}

/** Takes the ticket out of the hands of who has it; it stays in its team. @param waits for the next one who is free */
export function decideTakenBack(before: Decision, by: By, waits: boolean, now: Date): Decision {
  const free = withAssignee(before, null, by, now);
  return { ...free, ticket: { ...free.ticket, waitsSince: waits ? now : null } };
}

/** Who has a ticket next; nobody and no other team where both are null. */
export interface NextHands {
  readonly assignee: { readonly id: string; readonly name: string } | null;
  readonly team: TeamView | null;
}

/** Whoever had the ticket has left. */
export function decideHandOver(before: Decision, { assignee, team }: NextHands, by: By, now: Date): Decision {
  const inTeam = team && team.id !== before.ticket.teamId ? withTeam(before, team, by, now) : before;
  return withAssignee(inTeam, assignee, by, now);
}

/** Where an assignment rule, or a turn that came, puts a ticket. */
export interface Placing {
  readonly by: By;
  readonly team: TeamView | null;
  readonly assignee: { readonly id: string; readonly name: string } | null;
  /** Nobody is free: the ticket waits for the next one who is. */
  readonly waits: boolean;
}

export function decidePlacing(before: Decision, { by, team, assignee, waits }: Placing, now: Date): Decision {
  const inTeam = team && team.id !== before.ticket.teamId ? withTeam(before, team, by, now) : before;
  if (assignee) return withAssignee(inTeam, assignee, by, now);
  return waits ? { ...inTeam, ticket: { ...inTeam.ticket, waitsSince: now } } : inTeam;
}
