import { SearchFind, searchedForms } from '@duet/contracts';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { ask } from '../../../lib/ask.ts';
import { keys } from '../../../lib/query-keys.ts';
import { serverClock } from '../../../lib/server-clock.ts';
import type { TicketFilter } from '../../../lib/ticket-filter.ts';
import { requestOf, type SearchWish } from '../search-wish.ts';

/** Whoever still types is not asked about yet. */
const TYPING_MS = 150;

export const useSearch = (wish: SearchWish, filter: TicketFilter, personId: string) =>
  useInfiniteQuery({
    queryKey: keys.search(wish, filter),
    queryFn: async ({ pageParam: cursor, signal }) => {
      if (cursor === undefined) await pause(TYPING_MS, signal);
      return ask(SearchFind, { ...requestOf(wish, filter, personId, serverClock.now()), cursor }, { signal });
    },
    initialPageParam: firstPage,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    enabled: searchedForms(wish.q).length > 0,
    placeholderData: keepPreviousData,
    staleTime: 0,
  });

const firstPage: string | undefined = undefined;

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(new Error('something else is looked for by now'));
    });
  });
}
