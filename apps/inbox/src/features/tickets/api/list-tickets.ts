import { TicketList } from '@duet/contracts';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { ask } from '../../../lib/ask.ts';
import { firstPage, ticketsOf } from '../../../lib/live-patches.ts';
import { keys } from '../../../lib/query-keys.ts';
import { channelOf, type TicketFilter, whoOf } from '../../../lib/ticket-filter.ts';

export const useTickets = (filter: TicketFilter, personId: string) =>
  useInfiniteQuery({
    queryKey: keys.tickets(filter),
    queryFn: ({ pageParam: cursor, signal }) => ask(TicketList, { ...requestOf(filter, personId), cursor }, { signal }),
    initialPageParam: firstPage(),
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    placeholderData: keepPreviousData,
    select: ticketsOf,
  });

const shown = {
  all: { status: 'unresolved' },
  replied: { status: 'open', replied: 'true' },
  unreplied: { status: 'open', replied: 'false' },
  hold: { status: 'hold' },
  resolved: { status: 'resolved' },
  expiring: { expiring: 'true' },
} as const;

/** What the server is asked for, to list what the filter shows this person. */
export const requestOf = (filter: TicketFilter, personId: string) => ({
  ...shown[filter.show],
  ...whoOf(filter, personId),
  ...channelOf(filter),
  ...(filter.sla === 'any' ? {} : { sla: filter.sla }),
  ...(filter.tag === 'any' ? {} : { tag: filter.tag }),
  ...(filter.team === 'any' ? {} : { team: filter.team }),
  ...(filter.priority === 'any' ? {} : { priority: filter.priority }),
  ...(filter.order === 'newest' ? {} : { order: filter.order }),
});
