import { TicketAssigned, type TicketView } from '@duet/contracts';
import { z } from 'zod';

/** Something that calls for one person. */
export type Call =
  | { readonly kind: 'assigned'; readonly ticketId: string; readonly by: string }
  | { readonly kind: 'expiring'; readonly ticketId: string };

const soonMs = 60 * 60_000;
const Assigned = z.object({ type: z.literal(TicketAssigned.type), data: TicketAssigned.data });

/** Whether a line of the event stream tells that somebody else gave this person a ticket. */
export function callFrom(line: string, personId: string): Call | null {
  if (!line.includes(TicketAssigned.type)) return null;
  const { data } = Assigned.safeParse(JSON.parse(line));
  if (data?.data.assignee?.id !== personId || data.data.by.id === personId) return null;
  return { kind: 'assigned', ticketId: data.data.ticketId, by: data.data.by.name };
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
