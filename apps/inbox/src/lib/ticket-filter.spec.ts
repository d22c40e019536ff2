import type { SlaState } from '@duet/contracts';
import { aTicket, ids } from '../samples.ts';
import { filterFrom, isSameFilter, matches, unusualOf } from './ticket-filter.ts';

const anSla = (state: SlaState) => ({ policy: { id: ids.other, name: 'Standard' }, state, clocks: [] });
const filter = (search: string) => filterFrom(new URLSearchParams(search));

test('INB-01: without a word in the address the unresolved tickets of everybody are shown', () => {
  expect(filter('')).toEqual({
    show: 'all',
    who: 'anyone',
    channel: 'any',
    sla: 'any',
    tag: 'any',
    team: 'any',
    priority: 'any',
    order: 'newest',
  });
});

test('an address from elsewhere with unknown words falls back instead of breaking', () => {
  expect(filter('show=asleep&channel=carrier_pigeon&who=mine')).toEqual({ ...filter(''), who: 'mine' });
});

test.each([
  ['show=all', { status: 'hold' as const }, { status: 'resolved' as const }],
  ['show=hold', { status: 'hold' as const }, { status: 'open' as const }],
  ['show=resolved', { status: 'resolved' as const }, { status: 'open' as const }],
  ['show=replied', { lastMessage: { preview: '', direction: 'out' as const, sentAt: '' } }, {}],
  ['show=unreplied', {}, { lastMessage: { preview: '', direction: 'out' as const, sentAt: '' } }],
  ['show=unreplied', {}, { status: 'hold' as const }],
  ['who=mine', { assignee: { id: ids.me, name: 'Mira' } }, { assignee: { id: ids.colleague, name: 'Bo' } }],
  ['who=mentioned', { mentions: [ids.me] }, { mentions: [ids.colleague] }],
  [
    'show=expiring',
    { window: { expiresAt: '2999-01-01T00:00:00.000Z', remaining: 1 } },
    { window: { expiresAt: '2999-01-01T00:00:00.000Z', remaining: 0 } },
  ],
  ['show=expiring', { window: { expiresAt: '2999-01-01T00:00:00.000Z', remaining: 1 } }, { window: null }],
  ['who=none', {}, { assignee: { id: ids.me, name: 'Mira' } }],
  [`who=${ids.colleague}`, { assignee: { id: ids.colleague, name: 'Bo' } }, {}],
  [`tag=${ids.other}`, { tags: [{ id: ids.other, name: 'Refund', color: 'red' as const }] }, {}],
  [`team=${ids.other}`, { team: { id: ids.other, name: 'Orders' } }, { team: { id: ids.me, name: 'Other' } }],
  ['priority=urgent', { priority: 'urgent' as const }, { priority: 'high' as const }],
  ['sla=breached', { sla: anSla('breached') }, { sla: anSla('due_soon') }],
  ['sla=due_soon', { sla: anSla('due_soon') }, {}],
  [`channel=${aTicket().channelId}`, {}, { channelId: ids.other }],
  ['channel=tiktok_feed', { channelType: 'tiktok_feed' as const }, {}],
])('%s wants the one and not the other', (search, wanted, unwanted) => {
  expect(matches(filter(search), aTicket(wanted), ids.me)).toBe(true);
  expect(matches(filter(search), aTicket(unwanted), ids.me)).toBe(false);
});

test('two filters are the same whatever their addresses look like', () => {
  expect(isSameFilter(filter('who=mine&show=all'), filter('who=mine&order=newest'))).toBe(true);
  expect(isSameFilter(filter('who=mine'), filter('who=mine&priority=high'))).toBe(false);
  expect(unusualOf(filter('show=hold&tag=any&order=oldest'))).toEqual([
    ['show', 'hold'],
    ['order', 'oldest'],
  ]);
});
