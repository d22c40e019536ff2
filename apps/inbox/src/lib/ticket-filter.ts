import { ChannelType, type TicketView } from '@duet/contracts';
import { z } from 'zod';
import { serverClock } from './server-clock.ts';

/** What the ticket list shows. It lives in the address, so that reload and back keep it. */
export const TicketFilter = z.object({
  /** `all`: unresolved, on hold or not; `replied` and `unreplied` follow the last public message of what is not set aside; `expiring`: unreplied, while it may still be answered. */
  show: z.enum(['all', 'replied', 'unreplied', 'hold', 'resolved', 'expiring']).catch('all'),
  /** `mine`: the viewer's own; `none`: nobody has taken it; `mentioned`: a note names the viewer. */
  who: z.enum(['anyone', 'mine', 'none', 'mentioned']).catch('anyone'),
  /** All, those of one type, or one channel by its id. */
  channel: z.union([z.literal('any'), ChannelType, z.uuid()]).catch('any'),
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
  if (filter.who === 'mentioned' && !ticket.mentions.includes(personId)) return false;
  if (filter.sla !== 'any' && ticket.sla?.state !== filter.sla) return false;
  return filter.channel === 'any' || [ticket.channelType, ticket.channelId].includes(filter.channel);
}

function shows(show: TicketFilter['show'], { status, lastMessage, window }: TicketView): boolean {
  switch (show) {
    case 'all':
      return status !== 'resolved';
    case 'replied':
      return status === 'open' && lastMessage.direction === 'out';
    case 'unreplied':
      return status === 'open' && lastMessage.direction === 'in';
    case 'expiring':
      return (
        status === 'open' &&
        lastMessage.direction === 'in' &&
        window !== null &&
        window.remaining > 0 &&
        Date.parse(window.expiresAt) > serverClock.now()
      );
    case 'hold':
    case 'resolved':
      return status === show;
  }
}

/** What the server is asked for, to list or count tickets of the channel. */
export function channelOf({ channel }: Pick<TicketFilter, 'channel'>) {
  if (channel === 'any') return {};
  const type = ChannelType.safeParse(channel);
  return type.success ? { channelType: type.data } : { channelId: channel };
}

/** What it is asked for, to list tickets of or for the person. */
export function whoOf({ who }: Pick<TicketFilter, 'who'>, personId: string) {
  switch (who) {
    case 'anyone':
      return {};
    case 'mine':
      return { assignee: personId };
    case 'none':
      return { assignee: 'none' } as const;
    case 'mentioned':
      return { mentions: personId };
  }
}
