import { iso } from '@duet/contracts';
import { z } from 'zod';
import { channelOf, type TicketFilter, whoOf } from '../../lib/ticket-filter.ts';

/** What is looked for. It lives in the address, beside the filter of the list. */
export const SearchWish = z.object({
  q: z.string().catch(''),
  since: z.enum(['any', 'week', 'month', 'year']).catch('any'),
});
export type SearchWish = z.infer<typeof SearchWish>;

export const wishFrom = (search: URLSearchParams): SearchWish =>
  SearchWish.parse({ q: search.get('q'), since: search.get('since') });

const DAY_MS = 86_400_000;
const days = { week: 7, month: 31, year: 366 } as const;

/** The filter of the list, where a person has chosen one, narrows a search as well; by itself it is over everything. */
export const requestOf = ({ q, since }: SearchWish, filter: TicketFilter, personId: string, nowMs: number) => ({
  q,
  ...statusOf(filter.show),
  ...whoOf(filter, personId),
  ...channelOf(filter),
  ...(since === 'any' ? {} : { from: iso(nowMs - days[since] * DAY_MS) }),
});

function statusOf(show: TicketFilter['show']) {
  switch (show) {
    case 'all':
      return {};
    case 'replied':
      return { status: 'open', replied: 'true' } as const;
    case 'unreplied':
      return { status: 'open', replied: 'false' } as const;
    case 'expiring':
      return { status: 'open', replied: 'false' } as const;
    case 'hold':
    case 'resolved':
      return { status: show };
  }
}
