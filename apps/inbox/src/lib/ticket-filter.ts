import { ChannelType, type TicketView } from '@duet/contracts';
import { z } from 'zod';

/** What the ticket list shows. It lives in the address, so that reload and back keep it. */
export const TicketFilter = z.object({
  status: z.enum(['open', 'resolved', 'all']).catch('open'),
  /** `mine`: the viewer's own; `none`: nobody has taken it. */
  who: z.enum(['anyone', 'mine', 'none']).catch('anyone'),
  replied: z.enum(['any', 'no']).catch('any'),
  channel: z.union([z.literal('any'), ChannelType]).catch('any'),
});
export type TicketFilter = z.infer<typeof TicketFilter>;

export const filterFrom = (search: URLSearchParams): TicketFilter =>
  TicketFilter.parse({
    status: search.get('status'),
    who: search.get('who'),
    replied: search.get('replied'),
    channel: search.get('channel'),
  });

/** Whether the server would list this ticket under the filter for this person. */
export function matches(filter: TicketFilter, ticket: TicketView, personId: string): boolean {
  if (filter.status !== 'all' && ticket.status !== filter.status) return false;
  if (filter.who === 'mine' && ticket.assignee?.id !== personId) return false;
  if (filter.who === 'none' && ticket.assignee !== null) return false;
  if (filter.replied === 'no' && ticket.lastMessage.direction === 'out') return false;
  return filter.channel === 'any' || ticket.channelType === filter.channel;
}
