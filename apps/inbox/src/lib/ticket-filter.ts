import { ChannelType, type TicketView } from '@duet/contracts';
import { z } from 'zod';

/** What the ticket list shows. It lives in the address, so that reload and back keep it. */
export const TicketFilter = z.object({
  /** `all`: unresolved, on hold or not; `replied` and `unreplied` follow the last public message of what is not set aside. */
  show: z.enum(['all', 'replied', 'unreplied', 'hold', 'resolved']).catch('all'),
  /** `mine`: the viewer's own; `none`: nobody has taken it. */
  who: z.enum(['anyone', 'mine', 'none']).catch('anyone'),
  channel: z.union([z.literal('any'), ChannelType]).catch('any'),
  /** Whose worst promise stands so. */
  sla: z.enum(['any', 'due_soon', 'breached']).catch('any'),
});
export type TicketFilter = z.infer<typeof TicketFilter>;

export const filterFrom = (search: URLSearchParams): TicketFilter =>
  TicketFilter.parse({
    show: search.get('show'),
    who: search.get('who'),
    channel: search.get('channel'),
    sla: search.get('sla'),
  });

/** Whether the server would list this ticket under the filter for this person. */
export function matches(filter: TicketFilter, ticket: TicketView, personId: string): boolean {
  if (!shows(filter.show, ticket)) return false;
  if (filter.who === 'mine' && ticket.assignee?.id !== personId) return false;
  if (filter.who === 'none' && ticket.assignee !== null) return false;
  if (filter.sla !== 'any' && ticket.sla?.state !== filter.sla) return false;
  return filter.channel === 'any' || ticket.channelType === filter.channel;
}

function shows(show: TicketFilter['show'], { status, lastMessage }: TicketView): boolean {
  switch (show) {
    case 'all':
      return status !== 'resolved';
    case 'replied':
      return status === 'open' && lastMessage.direction === 'out';
    case 'unreplied':
      return status === 'open' && lastMessage.direction === 'in';
    case 'hold':
    case 'resolved':
      return status === show;
  }
}
