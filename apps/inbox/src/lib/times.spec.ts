import { dayMark, dayOf, relativeTime } from './times.ts';

const now = Date.parse('2026-11-21T22:30:00.000Z');

test.each([
  ['2026-11-21T22:29:30.000Z', 'now'],
  ['2026-11-21T22:31:00.000Z', 'now'],
  ['2026-11-21T22:29:00.000Z', '1m'],
  ['2026-11-21T21:30:01.000Z', '59m'],
  ['2026-11-21T21:30:00.000Z', '1h'],
  ['2026-11-20T22:30:00.000Z', '1d'],
  ['2026-11-14T22:30:00.000Z', '14 Nov'],
])('%s is told as %s', (iso, text) => {
  expect(relativeTime(iso, now, 'UTC')).toBe(text);
});

test("a day is the viewer's calendar day, not 24 hours", () => {
  const lateEvening = Date.parse('2026-11-21T23:30:00.000Z');
  expect(dayOf(lateEvening, 'UTC')).toBe('2026-11-21');
  expect(dayOf(lateEvening, 'Asia/Tokyo')).toBe('2026-11-22');
});

test.each([
  ['2026-11-21T00:00:00.000Z', 'Today'],
  ['2026-11-20T23:59:00.000Z', 'Yesterday'],
  ['2026-11-18T12:00:00.000Z', 'Wednesday 18 November'],
  ['2025-12-31T12:00:00.000Z', 'Wednesday, 31 December 2025'],
])('the mark above %s reads %s', (iso, mark) => {
  expect(dayMark(iso, now, 'UTC')).toBe(mark);
});

test('yesterday is found across the end of a month', () => {
  expect(dayMark('2026-11-30T10:00:00.000Z', Date.parse('2026-12-01T10:00:00.000Z'), 'UTC')).toBe('Yesterday');
});
