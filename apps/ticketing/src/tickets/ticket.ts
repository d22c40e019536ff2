import {
  type Actor,
  type ChannelType,
  type Content,
  type Controller,
  MessageAdded,
  type MessageDefinition,
  MessageUpdated,
  type MessageView,
  type Origin,
  type Priority,
  Rejection,
  type TagView,
  type TicketField,
  TicketOpened,
  TicketPriorityChanged,
  TicketStatusChanged,
  type TicketStatus,
  TicketTagged,
  type TicketView,
  type WindowView,
} from '@duet/contracts';
import type { Sla } from '../sla/sla.ts';
import { afterMessage, noReplies, type Replies } from './replies.ts';

/** A ticket as its decisions see it. */
export interface Ticket {
  readonly workspaceId: string;
  readonly id: string;
  readonly number: number;
  readonly status: TicketStatus;
  readonly heldUntil: Date | null;
  readonly priority: Priority;
  readonly tagIds: readonly string[];
  readonly channelId: string;
  readonly channelType: ChannelType;
  readonly conversationId: string;
  readonly contactId: string;
  readonly subjectMessageId: string | null;
  readonly assigneeId: string | null;
  readonly teamId: string | null;
  /** Since when it waits for a free member of its team; null where it does not. */
  readonly waitsSince: Date | null;
  readonly controller: Controller;
  readonly last: { readonly preview: string; readonly direction: 'in' | 'out'; readonly sentAt: Date };
  readonly replies: Replies;
  /** What is promised for it; null where no policy covers it. */
  readonly sla: Sla | null;
  readonly openedAt: Date;
  readonly updatedAt: Date;
  /** Who last changed what of it. */
  readonly changes: Changes;
  /** Number of the last event; the next one is one higher. */
  readonly sequence: number;
}

export interface Change {
  /** Of the event that told of it. */
  readonly sequence: number;
  /** ISO 8601. */
  readonly at: string;
  readonly by: By;
}
export type Changes = Readonly<Partial<Record<TicketField, Change>>>;

export interface TicketEvent {
  readonly definition: MessageDefinition;
  readonly data: unknown;
  readonly sequence: number;
}

/** A ticket after a decision, and what is told about it. */
export interface Decision {
  readonly ticket: Ticket;
  readonly events: readonly TicketEvent[];
}

export const unchanged = (ticket: Ticket): Decision => ({ ticket, events: [] });

/** Adds an event with the ticket's next sequence number. */
export function tell({ ticket, events }: Decision, definition: MessageDefinition, data: object): Decision {
  const sequence = ticket.sequence + 1;
  return {
    ticket: { ...ticket, sequence },
    events: [...events, { definition, data: { ticketId: ticket.id, ...data }, sequence }],
  };
}

/** The same of a change that somebody made just now, which a later write may not know of. */
export function tellChange(
  decision: Decision,
  field: TicketField,
  definition: MessageDefinition,
  data: { readonly by: By },
): Decision {
  const told = tell(decision, definition, data);
  const { sequence, updatedAt, changes } = told.ticket;
  const change = { sequence, at: updatedAt.toISOString(), by: data.by };
  return { ...told, ticket: { ...told.ticket, changes: { ...changes, [field]: change } } };
}

/** A ticket that a customer's message or comment opens. It has told nothing yet. */
export function newTicket(about: {
  workspaceId: string;
  id: string;
  number: number;
  channelId: string;
  channelType: ChannelType;
  conversationId: string;
  contactId: string;
  subjectMessageId: string | null;
  message: { content: Content; sentAt: Date };
  now: Date;
}): Ticket {
  const { message, now, ...rest } = about;
  return {
    ...rest,
    status: 'open',
    heldUntil: null,
    priority: 'medium',
    tagIds: [],
    assigneeId: null,
    teamId: null,
    waitsSince: null,
    controller: { kind: 'nobody', id: null, epoch: 0 },
    last: { preview: previewOf(message.content), direction: 'in', sentAt: message.sentAt },
    replies: noReplies,
    sla: null,
    openedAt: now,
    updatedAt: now,
    changes: {},
    sequence: 0,
  };
}

export const decideOpened = (ticket: Ticket, view: (ticket: Ticket) => TicketView, origin: Origin): Decision =>
  tell(unchanged(ticket), TicketOpened, { ticket: view({ ...ticket, sequence: ticket.sequence + 1 }), origin });

/**
 * A message now stands in the thread. The list line follows TikTok's times, so a late older message does not replace
 * a newer one; a customer's message brings a held ticket back (INB-15).
 * @param window what is left of the reply window that this message opened
 */
export function decideMessageAdded(
  before: Decision,
  message: MessageView,
  origin: Origin,
  now: Date,
  window?: WindowView,
): Decision {
  const { ticket } = before;
  const added = tell(before, MessageAdded, {
    channelId: ticket.channelId,
    channelType: ticket.channelType,
    message: message.direction === 'note' ? { ...message, content: { type: 'text', text: '' } } : message,
    origin,
    window,
  });
  if (message.direction === 'note') return { ...added, ticket: { ...added.ticket, updatedAt: now } };
  const news = {
    preview: previewOf(message.content),
    direction: message.direction,
    sentAt: new Date(message.sentAt),
  };
  const last = isLater(news, ticket.last) ? news : ticket.last;
  const replies = origin === 'imported' ? ticket.replies : afterMessage(ticket.replies, message);
  const after = { ...added, ticket: { ...added.ticket, last, replies, updatedAt: now } };
  if (message.direction !== 'in' || ticket.status !== 'hold') return after;
  return withStatus(after, 'open', customer, now);
}

/** Of two messages of one millisecond our answer counts as the later one, then the words decide: in any order the same. */
function isLater(a: Ticket['last'], b: Ticket['last']): boolean {
  const apartMs = a.sentAt.getTime() - b.sentAt.getTime();
  if (apartMs !== 0) return apartMs > 0;
  return a.direction === b.direction ? a.preview > b.preview : a.direction === 'out';
}

/** A message's delivery or a comment's visibility changed. */
export const decideMessageUpdated = (before: Decision, message: MessageView): Decision =>
  tell(before, MessageUpdated, { message });

/** Resolving again, or reopening an open ticket, changes nothing. */
export const decideStatus = (ticket: Ticket, status: TicketStatus, actor: Actor, now: Date): Decision =>
  ticket.status === status ? unchanged(ticket) : withStatus(unchanged(ticket), status, nameOf(actor), now);

export type By = Pick<Actor, 'kind' | 'id' | 'name'>;

const customer: By = { kind: 'system', id: 'customer', name: 'Customer' };

export const nameOf = ({ kind, id, name }: Actor): By => ({ kind, id, name });

const LONGEST_HOLD_MS = 366 * 86_400_000;

/**
 * Sets the ticket aside. Holding it again changes until when.
 * @throws Rejection `ticket_resolved`, `hold_in_past`
 */
export function decideHold(ticket: Ticket, until: Date | null, actor: Actor, now: Date): Decision {
  if (ticket.status === 'resolved') throw new Rejection('ticket_resolved');
  const forMs = until && until.getTime() - now.getTime();
  if (forMs !== null && (forMs <= 0 || forMs > LONGEST_HOLD_MS)) throw new Rejection('hold_in_past');
  if (ticket.status === 'hold' && ticket.heldUntil?.getTime() === until?.getTime()) return unchanged(ticket);
  return withStatus(unchanged(ticket), 'hold', nameOf(actor), now, until);
}

/** The time of a hold has come. */
export const decideHoldEnded = (before: Decision, now: Date): Decision => withStatus(before, 'open', clock, now);

const clock: By = { kind: 'system', id: 'hold', name: 'Duet' };

function withStatus(
  before: Decision,
  status: TicketStatus,
  by: By,
  now: Date,
  heldUntil: Date | null = null,
): Decision {
  const ticket = { ...before.ticket, status, heldUntil, updatedAt: now };
  const data = { status, by, changedAt: now.toISOString(), heldUntil: heldUntil && heldUntil.toISOString() };
  return tellChange({ ...before, ticket }, 'status', TicketStatusChanged, data);
}

export function decidePriority(ticket: Ticket, priority: Priority, actor: Actor, now: Date): Decision {
  if (ticket.priority === priority) return unchanged(ticket);
  const after = unchanged({ ...ticket, priority, updatedAt: now });
  const data = { priority, by: nameOf(actor) };
  return tellChange(after, 'priority', TicketPriorityChanged, data);
}

/**
 * Puts tags on and takes tags off; a tag that is both wanted and unwanted goes.
 * @param known the tags that the ticket has and those that are wanted, as far as they exist, by name
 */
export function decideTags(
  ticket: Ticket,
  wish: { readonly add: readonly string[]; readonly remove: readonly string[] },
  known: readonly TagView[],
  actor: Actor,
  now: Date,
): Decision {
  const unwanted = new Set(wish.remove);
  const tags = known.filter(({ id }) => !unwanted.has(id));
  const removed = known.filter(({ id }) => unwanted.has(id) && ticket.tagIds.includes(id));
  const added = tags.filter(({ id }) => !ticket.tagIds.includes(id));
  if (added.length + removed.length === 0) return unchanged(ticket);
  const after = unchanged({ ...ticket, tagIds: tags.map(({ id }) => id), updatedAt: now });
  const data = { tags, added, removed, by: nameOf(actor) };
  return tellChange(after, 'tags', TicketTagged, data);
}

const PREVIEW_CHARS = 120;

/** One line for the list. Every kind of message has one, so that no ticket looks empty. */
export function previewOf(content: Content): string {
  switch (content.type) {
    case 'text':
      return [...content.text.replace(/\s+/g, ' ').trim()].slice(0, PREVIEW_CHARS).join('');
    case 'card':
      return content.title;
    case 'shared_post':
      return 'Shared post';
    case 'unsupported':
      return 'Unsupported message';
    case 'image':
    case 'video':
    case 'sticker':
    case 'emoji':
      return content.type.charAt(0).toUpperCase() + content.type.slice(1);
  }
}
