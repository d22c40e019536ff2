import { spaced } from './spaced.ts';

test('each key is due once in a while, whatever the others do', () => {
  const due = spaced(4_000);
  expect([due('a', 0), due('a', 3_999), due('b', 3_999), due('a', 4_000), due('a', 4_001)]).toEqual([
    true,
    false,
    true,
    true,
    false,
  ]);
});
