import { TicketList } from '@duet/contracts';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { ask } from '../../../lib/ask.ts';
import { firstPage, ticketsOf } from '../../../lib/live-patches.ts';
import { keys } from '../../../lib/query-keys.ts';
import type { TicketFilter } from '../../../lib/ticket-filter.ts';

export const useTickets = (filter: TicketFilter, personId: string) =>
  useInfiniteQuery({
    queryKey: keys.tickets(filter),
    queryFn: ({ pageParam: cursor, signal }) => ask(TicketList, { ...requestOf(filter, personId), cursor }, { signal }),
    initialPageParam: firstPage(),
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    placeholderData: keepPreviousData,
    select: ticketsOf,
  });

const requestOf = ({ status, who, replied, channel }: TicketFilter, personId: string) => ({
  ...(status === 'all' ? {} : { status }),
  ...(who === 'anyone' ? {} : { assignee: who === 'mine' ? personId : 'none' }),
  ...(replied === 'any' ? {} : { replied: 'false' }),
  ...(channel === 'any' ? {} : { channelType: channel }),
});
