import { aTicket, ids } from '../samples.ts';
import { filterFrom, matches } from './ticket-filter.ts';

const filter = (search: string) => filterFrom(new URLSearchParams(search));

test('without a word in the address the open tickets of everybody are shown', () => {
  expect(filter('')).toEqual({ status: 'open', who: 'anyone', replied: 'any', channel: 'any' });
});

test('an address from elsewhere with unknown words falls back instead of breaking', () => {
  expect(filter('status=asleep&channel=carrier_pigeon&who=mine')).toEqual({ ...filter(''), who: 'mine' });
});

test.each([
  ['status=resolved', { status: 'resolved' as const }, { status: 'open' as const }],
  ['status=open', {}, { status: 'hold' as const }],
  ['who=mine', { assignee: { id: ids.me, name: 'Mira' } }, { assignee: { id: ids.colleague, name: 'Bo' } }],
  ['who=none', {}, { assignee: { id: ids.me, name: 'Mira' } }],
  ['channel=tiktok_feed', { channelType: 'tiktok_feed' as const }, {}],
  ['replied=no', {}, { lastMessage: { preview: '', direction: 'out' as const, sentAt: '' } }],
])('%s wants the one and not the other', (search, wanted, unwanted) => {
  expect(matches(filter(search), aTicket(wanted), ids.me)).toBe(true);
  expect(matches(filter(search), aTicket(unwanted), ids.me)).toBe(false);
});

test('all statuses means on hold too', () => {
  expect(matches(filter('status=all'), aTicket({ status: 'hold' }), ids.me)).toBe(true);
});
