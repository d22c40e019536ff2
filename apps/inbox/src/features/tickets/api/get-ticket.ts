import { TicketGet } from '@duet/contracts';
import { type QueryClient, queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { ask } from '../../../lib/ask.ts';
import { type TicketPages, ticketsOf } from '../../../lib/live-patches.ts';
import { keys } from '../../../lib/query-keys.ts';

/** One ticket. Live updates keep it current, so it is not asked for again by itself. */
export function useTicket(id: string | undefined) {
  const client = useQueryClient();
  return useQuery({
    ...ticketQuery(id ?? ''),
    enabled: id !== undefined,
    placeholderData: () => listed(client, id),
  });
}

export const ticketQuery = (id: string) =>
  queryOptions({
    queryKey: keys.ticket(id),
    queryFn: ({ signal }) => ask(TicketGet, { id }, { signal }),
    staleTime: Infinity,
  });

/** What a list knows of it, shown until the answer comes. */
const listed = (client: QueryClient, id: string | undefined) =>
  client
    .getQueriesData<TicketPages>({ queryKey: ['tickets'] })
    .flatMap(([, held]) => (held ? ticketsOf(held) : []))
    .find((ticket) => ticket.id === id);
