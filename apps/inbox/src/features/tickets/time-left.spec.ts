import { timeLeft } from './time-left.ts';

const end = '2026-11-22T12:00:00.000Z';
const before = (ms: number) => timeLeft(end, Date.parse(end) - ms);

test.each([
  [47 * 3_600_000 + 1, '47h', false],
  [4 * 3_600_000, '4h', false],
  [4 * 3_600_000 - 1, '3h', true],
  [59 * 60_000, '59m', true],
  [59_999, '<1m', true],
])('%i ms before the end a list says %s', (ms, text, soon) => {
  expect(before(ms)).toEqual({ text, soon });
});

test('after the end it says nothing', () => {
  expect(before(0)).toBeNull();
});
