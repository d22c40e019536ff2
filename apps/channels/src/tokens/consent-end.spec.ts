import { consentEndsAt, daysLeft, dueAnnouncement } from './consent-end.ts';

const DAY_MS = 86_400_000;
const now = new Date('2026-11-22T00:00:00Z');
const inDays = (days: number): Date => new Date(now.getTime() + days * DAY_MS);

test('a consent ends when TikTok says, or after a year', () => {
  expect(consentEndsAt(now, 10 * DAY_MS)).toEqual(inDays(10));
  expect(consentEndsAt(now, null)).toEqual(inDays(365));
});

test.each([
  [31, null, null],
  [30, null, 30],
  [20, 30, null],
  [14, 30, 14],
  [6.5, 14, 7],
  [0.5, 3, 1],
  [0.5, 1, null],
  [-3, null, 1],
])('with %p days left and last told %p days ahead, the announcement of %p days is due', (left, told, due) => {
  expect(dueAnnouncement(inDays(left), told, now)).toBe(due);
});

test('days are counted up to the whole one, and never below none', () => {
  expect([daysLeft(inDays(1.1), now), daysLeft(inDays(-4), now)]).toEqual([2, 0]);
});
