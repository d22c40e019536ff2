import { newId } from '@duet/contracts';
import { decideInterval, LATEST_MS, originOf, SOONEST_MS, type Sweep } from './sweep.ts';

test.each([
  ['the first quiet sweep lets the pace relax', SOONEST_MS, 0, 2 * SOONEST_MS],
  ['a quiet hour ends at the slowest pace', 10 * SOONEST_MS, 0, LATEST_MS],
  ['the slowest pace gets no slower', LATEST_MS, 0, LATEST_MS],
  ['a find brings the next sweep near', LATEST_MS, 1, SOONEST_MS],
  ['finds keep it near', SOONEST_MS, 300, SOONEST_MS],
])('design 3.8: %s', (_name, intervalMs, found, expected) => {
  expect(decideInterval(intervalMs, found)).toBe(expected);
});

const away = (awayFromMs: number | null, awayUntilMs: number | null): Sweep => ({
  route: {
    workspaceId: newId(),
    channelId: newId(),
    channelType: 'tiktok_messenger',
    accountId: newId(),
    openId: 'open',
    commentAuthorId: null,
  },
  leasedUntil: new Date(),
  begunAtMs: 0,
  isFirst: false,
  sweptUntilMs: 0,
  intervalMs: SOONEST_MS,
  byHand: false,
  progress: null,
  awayFromMs,
  awayUntilMs,
});

test.each([
  ['while the channel was connected all along', null, null, 50, 'healed'],
  ['before the channel was disconnected', 1_000, 2_500, 999, 'healed'],
  ['while the channel was disconnected', 1_000, 2_500, 1_000, 'imported'],
  ['in the second before the channel came back', 1_000, 2_500, 1_999, 'imported'],
  ['in the second in which the channel came back, as TikTok tells times,', 1_000, 2_500, 2_000, 'healed'],
  ['after the channel came back', 1_000, 2_500, 2_500, 'healed'],
] as const)('OPEN-20: what was written %s is %s', (_name, from, until, atMs, origin) => {
  expect(originOf(atMs, away(from, until))).toBe(origin);
});
