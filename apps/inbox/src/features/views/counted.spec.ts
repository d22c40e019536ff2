import { TicketFilter } from '../../lib/ticket-filter.ts';
import { countedAs } from './counted.ts';

test.each([
  [{}, 'all'],
  [{ show: 'expiring', channel: 'tiktok_feed' }, 'expiring'],
  [{ who: 'none', order: 'oldest' }, 'unassigned'],
  [{ who: 'mine' }, 'mine'],
  [{ who: 'mine', show: 'unreplied' }, null],
  [{ priority: 'urgent' }, null],
] as const)('%j has the count of %p', (part, counted) => {
  expect(countedAs(TicketFilter.parse(part))).toBe(counted);
});
