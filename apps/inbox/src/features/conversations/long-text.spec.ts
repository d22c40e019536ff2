import { isLong } from './long-text.ts';

test('an ordinary message is shown whole', () => {
  expect(isLong('Hi')).toBe(false);
  expect(isLong('The parcel came open and two cups are broken. '.repeat(20))).toBe(false);
});

test('a message of 6,000 characters is long, with or without line breaks', () => {
  expect(isLong('The parcel came open. '.repeat(280).slice(0, 6_000))).toBe(true);
  expect(isLong('x'.repeat(6_000))).toBe(true);
});

test('short lines count as well, and so do empty ones', () => {
  expect(isLong(Array.from({ length: 14 }, (_, n) => `item ${n}`).join('\n'))).toBe(false);
  expect(isLong(Array.from({ length: 15 }, (_, n) => `item ${n}`).join('\n'))).toBe(true);
  expect(isLong(`above${'\n'.repeat(20)}below`)).toBe(true);
});
