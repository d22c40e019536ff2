import { ChannelType, ListFilter, type TicketView } from '@duet/contracts';
import { z } from 'zod';
import { serverClock } from './server-clock.ts';

const { show, who, channel, sla, tag, team, priority, order } = ListFilter.shape;

/** What the ticket list shows. It lives in the address, so that reload and back keep it. */
export const TicketFilter = z.object({
  show: show.catch('all'),
  who: who.catch('anyone'),
  channel: channel.catch('any'),
  sla: sla.catch('any'),
  tag: tag.catch('any'),
  team: team.catch('any'),
  priority: priority.catch('any'),
  order: order.catch('newest'),
});
export type TicketFilter = z.infer<typeof TicketFilter>;

export const filterFrom = (search: URLSearchParams): TicketFilter => TicketFilter.parse(Object.fromEntries(search));

/** Every ticket that is not resolved, the newest first. */
export const usualFilter: TicketFilter = TicketFilter.parse({});

/** What of a filter is not as usual. */
export const unusualOf = (filter: TicketFilter): [name: string, value: string][] =>
  Object.entries(filter).filter(
    ([name, value]) => !Object.entries(usualFilter).some((one) => one[0] === name && one[1] === value),
  );

export const isSameFilter = (one: TicketFilter, other: TicketFilter): boolean =>
  String(unusualOf(one)) === String(unusualOf(other));

/** Whether the server would list this ticket under the filter for this person. */
export function matches(filter: TicketFilter, ticket: TicketView, personId: string): boolean {
  if (!shows(filter.show, ticket)) return false;
  if (!concerns(filter.who, ticket, personId)) return false;
  if (filter.tag !== 'any' && !ticket.tags.some(({ id }) => id === filter.tag)) return false;
  if (filter.team !== 'any' && ticket.team?.id !== filter.team) return false;
  if (filter.priority !== 'any' && ticket.priority !== filter.priority) return false;
  if (filter.sla !== 'any' && ticket.sla?.state !== filter.sla) return false;
  return filter.channel === 'any' || [ticket.channelType, ticket.channelId].includes(filter.channel);
}

function concerns(who: TicketFilter['who'], { assignee, mentions }: TicketView, personId: string): boolean {
  switch (who) {
    case 'anyone':
      return true;
    case 'none':
      return assignee === null;
    case 'mentioned':
      return mentions.includes(personId);
    default:
      return assignee?.id === (who === 'mine' ? personId : who);
  }
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
    default:
      return { assignee: who };
  }
}
