import { at, ids } from '../../samples.ts';
import { filterFrom } from '../../lib/ticket-filter.ts';
import { requestOf, wishFrom } from './search-wish.ts';

const asked = (address: string) => {
  const search = new URLSearchParams(address);
  return requestOf(wishFrom(search), filterFrom(search), ids.me, Date.parse(at(0)));
};

test('without a filter everything is searched, resolved tickets too', () => {
  expect(asked('q=parcel')).toEqual({ q: 'parcel' });
});

test('the filter of the list and a time narrow it', () => {
  expect(asked('q=parcel&show=resolved&who=mine&channel=tiktok_feed&since=week')).toEqual({
    q: 'parcel',
    status: 'resolved',
    assignee: ids.me,
    channelType: 'tiktok_feed',
    from: '2026-11-15T12:00:00.000Z',
  });
  expect(asked('q=parcel&show=unreplied&who=none&since=yesterday')).toEqual({
    q: 'parcel',
    status: 'open',
    replied: 'false',
    assignee: 'none',
  });
});
