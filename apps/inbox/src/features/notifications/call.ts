import { TicketAssigned, TicketMentioned, type TicketView } from '@duet/contracts';
import { z } from 'zod';

/** Something that calls for one person. */
export type Call =
  | { readonly kind: 'assigned' | 'mentioned'; readonly ticketId: string; readonly by: string }
  | { readonly kind: 'expiring'; readonly ticketId: string };

const soonMs = 60 * 60_000;
const Calling = z.discriminatedUnion('type', [
  z.object({ type: z.literal(TicketAssigned.type), data: TicketAssigned.data }),
  z.object({ type: z.literal(TicketMentioned.type), data: TicketMentioned.data }),
]);

/** Whether a line of the event stream tells that somebody else gave this person a ticket, or named them in a note. */
export function callFrom(line: string, personId: string): Call | null {
  if (!line.includes(TicketAssigned.type) && !line.includes(TicketMentioned.type)) return null;
  const { data: event } = Calling.safeParse(JSON.parse(line));
  if (!event || event.data.by.id === personId) return null;
  const { ticketId, by } = event.data;
  if (event.type === TicketMentioned.type) {
    return event.data.people.some(({ id }) => id === personId) ? { kind: 'mentioned', ticketId, by: by.name } : null;
  }
  return event.data.assignee?.id === personId ? { kind: 'assigned', ticketId, by: by.name } : null;
}

/** Tickets that can be answered for less than an hour; each is named by the window it is about, so that it is told once. */
export const expiringSoon = (
  tickets: readonly Pick<TicketView, 'id' | 'window' | 'lastMessage' | 'status'>[],
  nowMs: number,
): { name: string; call: Call }[] =>
  tickets.flatMap(({ id, window, lastMessage, status }) => {
    const left = window ? Date.parse(window.expiresAt) - nowMs : Infinity;
    const calls = status === 'open' && lastMessage.direction === 'in' && left > 0 && left <= soonMs;
    return calls ? [{ name: `${id} ${window?.expiresAt}`, call: { kind: 'expiring', ticketId: id } }] : [];
  });
