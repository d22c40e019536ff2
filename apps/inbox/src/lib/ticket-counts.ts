import { TicketCounts } from '@duet/contracts';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { ask } from './ask.ts';
import { keys } from './query-keys.ts';
import { channelOf, type TicketFilter } from './ticket-filter.ts';

/** How many tickets each filter holds; counted again as live updates tell that something moved. */
export const useTicketCounts = (channel: TicketFilter['channel'], enabled = true) =>
  useQuery({
    queryKey: keys.counts(channel),
    queryFn: ({ signal }) => ask(TicketCounts, channelOf({ channel }), { signal }),
    enabled,
    placeholderData: keepPreviousData,
  });
