import type { AnswerOf, TicketCounts } from '@duet/contracts';
import { isSameFilter, type TicketFilter, usualFilter } from '../../lib/ticket-filter.ts';

type Counted = keyof AnswerOf<typeof TicketCounts>;

const whoCounted = { mine: 'mine', none: 'unassigned', mentioned: 'mentions' } as const;

/** Which of the counts of its channel is that of the filter; null where nobody counts it. */
export function countedAs(filter: TicketFilter): Counted | null {
  const { show, who, channel } = filter;
  const bare = { ...usualFilter, channel, order: filter.order };
  if (isSameFilter(filter, { ...bare, show })) return show;
  const isWho = who === 'mine' || who === 'none' || who === 'mentioned';
  return isWho && isSameFilter(filter, { ...bare, who }) ? whoCounted[who] : null;
}
