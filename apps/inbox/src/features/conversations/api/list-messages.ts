import { TicketMessages, type TicketView } from '@duet/contracts';
import { infiniteQueryOptions, useInfiniteQuery } from '@tanstack/react-query';
import { ask } from '../../../lib/ask.ts';
import { firstPage, messagesOf } from '../../../lib/live-patches.ts';
import { keys } from '../../../lib/query-keys.ts';

/** The thread of the ticket's conversation. Live updates keep it current, so it is not asked for again by itself. */
export const useThread = (ticket: Pick<TicketView, 'id' | 'conversationId'>) => useInfiniteQuery(threadQuery(ticket));

export const threadQuery = ({ id, conversationId }: Pick<TicketView, 'id' | 'conversationId'>) =>
  infiniteQueryOptions({
    queryKey: keys.thread(conversationId),
    queryFn: ({ pageParam: cursor, signal }) => ask(TicketMessages, { id, cursor }, { signal }),
    initialPageParam: firstPage(),
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    staleTime: Infinity,
    select: messagesOf,
  });
