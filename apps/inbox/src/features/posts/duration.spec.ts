import { durationText } from './duration.ts';

test.each([
  [0, '1 second'],
  [1_200, '2 seconds'],
  [60_000, '1 minute'],
  [61_000, '2 minutes'],
])('%i ms are told as %s', (ms, text) => {
  expect(durationText(ms)).toBe(text);
});
