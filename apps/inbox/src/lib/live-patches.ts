import type { DeliveryView, MessageView, ReaderView, TicketView } from '@duet/contracts';
import type { InfiniteData } from '@tanstack/react-query';
import { previewOf } from './content-words.ts';
import type { Change } from './live-updates.ts';
import { matches, type TicketFilter } from './ticket-filter.ts';

export type Cursor = string | undefined;

/** A list's first page, a thread's newest. */
export const firstPage = (): Cursor => undefined;

export type TicketPages = InfiniteData<{ tickets: TicketView[]; nextCursor: string | null }, Cursor>;
export type ThreadPages = InfiniteData<{ messages: MessageView[]; nextCursor: string | null }, Cursor>;

/** The ticket after the change. `gap`: something before it never came, so the ticket must be asked for again. */
export function patchTicket(held: TicketView, change: Change): { ticket: TicketView; gap: boolean } {
  if (change.ticketId !== held.id || change.sequence <= held.sequence) return { ticket: held, gap: false };
  if (change.sequence > held.sequence + 1 && !change.opened) return { ticket: held, gap: true };
  const ticket = { ...change.ticket(held), updatedAt: change.occurredAt, sequence: change.sequence };
  return { ticket, gap: false };
}

/** The list after the change. `missing`: the ticket may belong into it, but the list does not hold it. */
export function patchTickets(
  held: TicketPages,
  filter: TicketFilter,
  personId: string,
  change: Change,
): { tickets: TicketPages; gap: boolean; missing: boolean } {
  const known = held.pages.flatMap((page) => page.tickets).find(({ id }) => id === change.ticketId);
  if (!known) {
    const tickets = change.opened ? placeTicket(held, filter, personId, change.opened) : held;
    return { tickets, gap: false, missing: mayEnter(filter, change) && !change.opened };
  }
  const { ticket, gap } = patchTicket(known, change);
  if (ticket === known) return { tickets: held, gap, missing: false };
  return { tickets: placeTicket(held, filter, personId, ticket), gap, missing: false };
}

const mayEnter = (filter: TicketFilter, { relists }: Change): boolean =>
  typeof relists === 'boolean' ? relists : filter[relists] !== 'any';

/** The list with this ticket as it now stands: put where it belongs, or left out when the filter no longer wants it. */
export function placeTicket(
  held: TicketPages,
  filter: TicketFilter,
  personId: string,
  ticket: TicketView,
): TicketPages {
  const known = held.pages.flatMap((page) => page.tickets).find(({ id }) => id === ticket.id);
  if (known && known.sequence > ticket.sequence) return held;
  const wanted = matches(filter, ticket, personId);
  const comesBefore = orderOf(filter);
  if (known && wanted && !comesBefore(known, ticket) && !comesBefore(ticket, known)) {
    return mapTickets(held, (tickets) => tickets.map((one) => (one.id === ticket.id ? ticket : one)));
  }
  const others = known ? mapTickets(held, (tickets) => tickets.filter(({ id }) => id !== ticket.id)) : held;
  return wanted ? insertTicket(others, ticket, comesBefore) : others;
}

/** The ticket as it now stands, where it stood. */
export const withTicket = (held: TicketPages, ticket: TicketView): TicketPages =>
  mapTickets(held, (tickets) =>
    tickets.map((one) => (one.id === ticket.id && one.sequence <= ticket.sequence ? ticket : one)),
  );

function mapTickets(held: TicketPages, change: (tickets: TicketView[]) => TicketView[]): TicketPages {
  return { ...held, pages: held.pages.map((page) => ({ ...page, tickets: change(page.tickets) })) };
}

type ComesBefore = (one: TicketView, other: TicketView) => boolean;

/** By the last message, newest or oldest first, or by the end of the reply window, as the server lists. */
const orderOf = ({ show, order }: TicketFilter): ComesBefore =>
  show === 'expiring'
    ? (one, other) => (one.window?.expiresAt ?? '') < (other.window?.expiresAt ?? '')
    : (one, other) =>
        order === 'oldest'
          ? one.lastMessage.sentAt < other.lastMessage.sentAt
          : one.lastMessage.sentAt > other.lastMessage.sentAt;

/** One that comes after all that is loaded waits for its page. */
function insertTicket(held: TicketPages, ticket: TicketView, comesBefore: ComesBefore): TicketPages {
  const goesBefore = (other: TicketView) => !comesBefore(other, ticket);
  const found = held.pages.findIndex((page) => page.tickets.some(goesBefore));
  if (found < 0 && held.pages.at(-1)?.nextCursor) return held;
  const at = found < 0 ? held.pages.length - 1 : found;
  const pages = held.pages.map((page, index) => {
    if (index !== at) return page;
    const position = page.tickets.findIndex(goesBefore);
    return { ...page, tickets: page.tickets.toSpliced(position < 0 ? page.tickets.length : position, 0, ticket) };
  });
  return { ...held, pages };
}

/** The thread with this message as it now stands, in whichever order such news arrives. */
export function placeMessage(held: ThreadPages, message: MessageView): ThreadPages {
  const messages = held.pages.flatMap((page) => page.messages);
  const known = messages.find(({ id }) => id === message.id);
  if (known) {
    const merged = mergeMessage(known, message);
    return merged === known ? held : mapMessages(held, (one) => (one.id === message.id ? merged : one));
  }
  const oldest = messages.reduce((least, { sentAt }) => (sentAt < least ? sentAt : least), '9');
  if (message.sentAt < oldest && held.pages.at(-1)?.nextCursor) return held;
  const [newest, ...older] = held.pages;
  if (!newest) return held;
  return { ...held, pages: [{ ...newest, messages: [...newest.messages, message] }, ...older] };
}

export const withoutMessage = (held: ThreadPages, id: string): ThreadPages => ({
  ...held,
  pages: held.pages.map((page) => ({ ...page, messages: page.messages.filter((message) => message.id !== id) })),
});

const mapMessages = (held: ThreadPages, change: (message: MessageView) => MessageView): ThreadPages => ({
  ...held,
  pages: held.pages.map((page) => ({ ...page, messages: page.messages.map(change) })),
});

/** Later news of a delivery never gives way to earlier; a note's text, which events leave out, is kept. */
export function mergeMessage(held: MessageView, next: MessageView): MessageView {
  if (held.delivery && next.delivery && rank(next.delivery) < rank(held.delivery)) return held;
  if (lacksText(next)) return { ...next, content: held.content };
  return next;
}

const order = { queued: 0, unconfirmed: 1, failed: 2 } as const;
/** By attempt; sent is the end of it, whatever was believed (H14). */
const rank = ({ attempt, status }: DeliveryView): number =>
  status === 'sent' ? Infinity : attempt * 10 + order[status];

/** Notes are published without their text. */
export const lacksText = ({ direction, content }: MessageView): boolean =>
  direction === 'note' && content.type === 'text' && content.text === '';

/** The ticket with what somebody has read of it by now. */
export const withReader = (ticket: TicketView, reader: ReaderView): TicketView => ({
  ...ticket,
  readBy: [...ticket.readBy.filter(({ id }) => id !== reader.id), reader].sort((a, b) => compare(a.id, b.id)),
});

export const withMentions = (ticket: TicketView, people: readonly { id: string }[]): TicketView => ({
  ...ticket,
  mentions: [...new Set([...ticket.mentions, ...people.map(({ id }) => id)])].sort(compare),
});

/** The ticket after a message of its own; notes and late arrivals leave its last message as it was. */
export function withLastMessage(ticket: TicketView, message: MessageView): TicketView {
  const { direction, sentAt, content } = message;
  if (direction === 'note' || sentAt < ticket.lastMessage.sentAt) return ticket;
  return { ...ticket, lastMessage: { preview: previewOf(content), direction, sentAt } };
}

/** A thread in TikTok's order, oldest first, each message once. */
export const messagesOf = (thread: ThreadPages): MessageView[] =>
  [...new Map(thread.pages.flatMap((page) => page.messages).map((message) => [message.id, message])).values()].sort(
    (a, b) => compare(a.sentAt, b.sentAt) || compare(a.id, b.id),
  );

export const ticketsOf = (list: TicketPages): TicketView[] => [
  ...new Map(list.pages.flatMap((page) => page.tickets).map((ticket) => [ticket.id, ticket])).values(),
];

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
