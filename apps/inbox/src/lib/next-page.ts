import type { UseInfiniteQueryResult } from '@tanstack/react-query';
import { useEffect } from 'react';

/** What of a query says whether a list can go on. */
export type NextPage = Pick<
  UseInfiniteQueryResult,
  'hasNextPage' | 'isFetching' | 'isFetchNextPageError' | 'fetchNextPage'
>;

/** So many rows before the end of what is loaded the next page is asked for. */
const ahead = 20;
const againMs = 5_000;

/**
 * Milliseconds until the next page is asked for; null while it is not. One that could not be had is asked for again, and
 * nothing is asked for while the list is being read: that would give up what is on its way.
 *
 * @param rowsLeft how many rows are loaded below the last one that is drawn
 */
export function waitForNextPage(query: Omit<NextPage, 'fetchNextPage'>, rowsLeft: number): number | null {
  if (!query.hasNextPage || query.isFetching || rowsLeft > ahead) return null;
  return query.isFetchNextPageError ? againMs : 0;
}

/** Keeps a list loaded ahead of its reader. */
export function useNextPage(query: NextPage, rowsLeft: number): void {
  const waitMs = waitForNextPage(query, rowsLeft);
  const { fetchNextPage } = query;
  useEffect(() => {
    if (waitMs === null) return;
    const timer = setTimeout(() => void fetchNextPage(), waitMs);
    return () => clearTimeout(timer);
  }, [waitMs, fetchNextPage]);
}
