import type { ChannelHealthView } from '@duet/contracts';
import { healthFindings } from './health-findings.ts';

const at = '2026-11-22T12:00:00.000Z';
const well: ChannelHealthView = {
  channelId: '01939f00-0000-7000-8000-000000000001',
  state: 'connected',
  serverTime: at,
  intake: { last: null, refused: 0, stale: 0, unrouted: 0, excludedRegion: 3, strangersByList: null },
  webhooks: { checkedAt: at, fault: null },
  access: null,
  consent: null,
  budget: { waiting: 0, appOpensAt: null, endpoints: [{ endpoint: 'send', opensAt: at, closedByTikTok: false }] },
  healing: { sweptUntil: at, found: 4, lastFound: 0, failure: null, gaps: 0 },
  notices: [],
};

test('nothing is found where all is well; people in excluded regions are no fault of the channel', () => {
  expect(healthFindings(well)).toEqual([]);
});

test('each thing that is wrong has its count and one next step, the most pressing first', () => {
  const intake = { ...well.intake!, refused: 2, unrouted: 5, stale: 1, strangersByList: { count: 7, lastAt: at } };
  expect(healthFindings({ ...well, intake })).toEqual([
    { code: 'refused', count: 2, step: 'checks' },
    { code: 'unrouted', count: 5, step: 'connect' },
    { code: 'stale', count: 1, step: 'checks' },
    { code: 'strangers_by_list', count: 7, step: 'checks' },
  ]);
});

test('a service that does not answer, a sweep that does not get on and what TikTok has closed are told', () => {
  const budget = { ...well.budget, endpoints: [{ endpoint: 'send', opensAt: at, closedByTikTok: true }] };
  const healing = { ...well.healing!, failure: 'TikTok does not answer', gaps: 1 };
  expect(healthFindings({ ...well, intake: null, budget, healing }).map(({ code }) => code)).toEqual([
    'intake_silent',
    'closed_by_tiktok',
    'healing_failed',
    'gaps',
  ]);
});
