import { TicketGet } from '@duet/contracts';
import { useQuery } from '@tanstack/react-query';
import { ask } from '../../../lib/ask.ts';
import { keys } from '../../../lib/query-keys.ts';

/** One ticket. Live updates keep it current, so it is not asked for again by itself. */
export const useTicket = (id: string | undefined) =>
  useQuery({
    queryKey: keys.ticket(id ?? ''),
    queryFn: ({ signal }) => ask(TicketGet, { id: id ?? '' }, { signal }),
    enabled: id !== undefined,
    staleTime: Infinity,
  });
