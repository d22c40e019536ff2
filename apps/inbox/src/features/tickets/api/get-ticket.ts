import { TicketGet, type TicketView } from '@duet/contracts';
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
    queryFn: async ({ client, queryKey, signal }) => {
      const answer = await ask(TicketGet, { id }, { signal });
      const held = client.getQueryData<TicketView>(queryKey);
      // What was written meanwhile may have been answered first.
      return held && held.sequence > answer.sequence ? held : answer;
    },
    staleTime: Infinity,
  });

/** What a list knows of it, shown until the answer comes. */
const listed = (client: QueryClient, id: string | undefined) =>
  client
    .getQueriesData<TicketPages>({ queryKey: ['tickets'] })
    .flatMap(([, held]) => (held ? ticketsOf(held) : []))
    .find((ticket) => ticket.id === id);
