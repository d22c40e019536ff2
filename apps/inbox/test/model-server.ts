import {
  MessageAdded,
  type MessageDefinition,
  type MessageView,
  MessageUpdated,
  TicketAssigned,
  TicketOpened,
  TicketPriorityChanged,
  TicketStatusChanged,
  type TicketView,
  TicketWindowChanged,
} from '@duet/contracts';
import { aMessage, aTicket, ids } from '../src/samples.ts';

export const happenings = [
  'opens',
  'writes',
  'notes',
  'answers',
  'sends',
  'takes',
  'resolves',
  'holds',
  'urges',
] as const;
export type Happening = (typeof happenings)[number];

export interface Told {
  readonly position: number;
  readonly line: string;
}

type View = 'all' | 'unreplied' | 'mine';

const PAGE = 5;
const by = { kind: 'person', id: ids.colleague, name: 'Milo' } as const;
const nobody = { kind: 'nobody', id: null } as const;

/** What ticketing and the gateway are to a page: tickets, threads, and a stream that keeps its last events only. */
export class ModelServer {
  readonly told: Told[] = [];
  readonly #kept: number;
  readonly #tickets: TicketView[] = [];
  readonly #messages: MessageView[] = [];
  #minutes = 0;
  onTold: (told: Told) => void = () => undefined;

  constructor(kept: number) {
    this.#kept = kept;
  }

  get head(): number {
    return this.told.length;
  }

  /** @returns what came after the position, or null when some of it is no longer kept */
  after(position: number): readonly Told[] | null {
    return position < this.head - this.#kept ? null : this.told.slice(position);
  }

  /** Lets something happen to one of the tickets; nothing where it cannot. */
  happen(what: Happening, chance: number): void {
    const ticket = this.#tickets[chance % Math.max(1, this.#tickets.length)];
    if (what === 'opens' || !ticket) return this.#open();
    const own = this.#messages.filter(({ ticketId }) => ticketId === ticket.id);
    const queued = own.find(({ delivery }) => delivery?.status === 'queued');
    switch (what) {
      case 'writes':
        return this.#add(ticket, { direction: 'in' });
      case 'notes':
        return this.#add(ticket, { direction: 'note', author: by });
      case 'answers':
        return this.#add(ticket, { direction: 'out', author: by, source: 'duet', delivery: deliveryOf('queued') });
      case 'sends':
        return queued && this.#send(ticket, queued);
      case 'takes':
        return this.#take(ticket, ticket.assignee ? null : chance % 2 === 0 ? ids.me : ids.colleague);
      case 'resolves':
        return this.#turn(ticket, ticket.status === 'resolved' ? 'open' : 'resolved');
      case 'holds':
        return this.#turn(ticket, ticket.status === 'hold' ? 'open' : 'hold');
      case 'urges':
        return this.#urge(ticket, ticket.priority === 'high' ? 'low' : 'high');
    }
  }

  ticket(id: string): TicketView {
    const found = this.#tickets.find((ticket) => ticket.id === id);
    if (!found) throw new Error(`there is no ticket ${id}`);
    return found;
  }

  /** Newest first, as the server lists. */
  list(view: View): TicketView[] {
    const wanted = {
      all: ({ status }: TicketView) => status !== 'resolved',
      unreplied: ({ status, lastMessage }: TicketView) => status === 'open' && lastMessage.direction === 'in',
      mine: ({ status, assignee }: TicketView) => status !== 'resolved' && assignee?.id === ids.me,
    }[view];
    return this.#tickets.filter(wanted).sort((a, b) => (a.lastMessage.sentAt < b.lastMessage.sentAt ? 1 : -1));
  }

  listPage(view: View, cursor: string | undefined): { tickets: TicketView[]; nextCursor: string | null } {
    const rest = this.list(view).filter(({ lastMessage }) => cursor === undefined || lastMessage.sentAt < cursor);
    const tickets = rest.slice(0, PAGE);
    return { tickets, nextCursor: rest.length > PAGE ? (tickets.at(-1)?.lastMessage.sentAt ?? null) : null };
  }

  /** Oldest first. */
  thread(conversationId: string): MessageView[] {
    return this.#messages.filter((message) => message.conversationId === conversationId);
  }

  threadPage(
    conversationId: string,
    cursor: string | undefined,
  ): { messages: MessageView[]; nextCursor: string | null } {
    const rest = this.thread(conversationId).filter(({ sentAt }) => cursor === undefined || sentAt < cursor);
    const messages = rest.slice(-PAGE);
    return { messages, nextCursor: rest.length > PAGE ? (messages[0]?.sentAt ?? null) : null };
  }

  counts(): Record<View, number> {
    return { all: this.list('all').length, unreplied: this.list('unreplied').length, mine: this.list('mine').length };
  }

  #open(): void {
    const n = this.#tickets.length;
    const id = uuid(1_000 + n);
    const sentAt = this.#now();
    const lastMessage = { preview: `Question ${n}`, direction: 'in', sentAt } as const;
    const times = { openedAt: sentAt, updatedAt: sentAt };
    const ticket = aTicket({ id, number: n, conversationId: uuid(50_000 + n), lastMessage, ...times, sequence: 1 });
    this.#tickets.push(ticket);
    this.#tell(TicketOpened, ticket, { ticket, origin: 'live' });
    this.#add(ticket, { direction: 'in' });
  }

  #add(ticket: TicketView, part: Partial<MessageView>): void {
    const n = this.#messages.length;
    const { id, conversationId } = ticket;
    const text = `Message ${n}`;
    const sentAt = this.#now();
    const content = { type: 'text', text } as const;
    const message = aMessage(n, { id: uuid(100_000 + n), ticketId: id, conversationId, content, sentAt, ...part });
    this.#messages.push(message);
    const { direction } = message;
    const changed = this.#change(
      ticket,
      direction === 'note' ? {} : { lastMessage: { preview: text, direction, sentAt } },
    );
    const { channelId, channelType } = ticket;
    const published = direction === 'note' ? { ...message, content: { ...content, text: '' } } : message;
    this.#tell(MessageAdded, changed, { channelId, channelType, origin: 'live', message: published });
    if (direction !== 'out') return;
    const window = { expiresAt: sentAt, remaining: (changed.window?.remaining ?? 10) - 1 };
    this.#tell(TicketWindowChanged, this.#change(changed, { window }), { window });
  }

  #send(ticket: TicketView, queued: MessageView): void {
    const message = { ...queued, delivery: deliveryOf('sent') };
    this.#messages.splice(this.#messages.indexOf(queued), 1, message);
    this.#tell(MessageUpdated, this.#change(ticket, {}), { message });
  }

  #take(ticket: TicketView, to: string | null): void {
    const { epoch } = ticket.controller;
    const assignee = to === null ? null : { id: to, name: to === ids.me ? 'Mira' : 'Milo' };
    const controller = { ...(to === null ? nobody : { kind: 'person' as const, id: to }), epoch: epoch + 1 };
    this.#tell(TicketAssigned, this.#change(ticket, { assignee, controller }), { assignee, controller, by });
  }

  #turn(ticket: TicketView, status: TicketView['status']): void {
    const changed = this.#change(ticket, { status, heldUntil: null });
    this.#tell(TicketStatusChanged, changed, { status, by, changedAt: changed.updatedAt, heldUntil: null });
  }

  #urge(ticket: TicketView, priority: TicketView['priority']): void {
    this.#tell(TicketPriorityChanged, this.#change(ticket, { priority }), { priority, by });
  }

  #change(ticket: TicketView, part: Partial<TicketView>): TicketView {
    const changed = { ...ticket, ...part, updatedAt: this.#now(), sequence: ticket.sequence + 1 };
    this.#tickets.splice(this.#tickets.indexOf(ticket), 1, changed);
    return changed;
  }

  #tell(
    { type }: MessageDefinition,
    { id: ticketId, updatedAt: occurredAt, sequence }: TicketView,
    data: object,
  ): void {
    const line = JSON.stringify({ type, occurredAt, sequence, data: { ticketId, ...data } });
    const told = { position: this.head + 1, line };
    this.told.push(told);
    this.onTold(told);
  }

  /** Each time is asked for once: nothing happens in the same instant as something else. */
  #now(): string {
    return new Date(Date.UTC(2026, 10, 22) + this.#minutes++ * 60_000).toISOString();
  }
}

const deliveryOf = (status: 'queued' | 'sent') => ({ status, attempt: 1, waitingFor: null, failure: null });
const uuid = (n: number): string => `01939f00-0000-7000-8000-${String(n).padStart(12, '0')}`;
