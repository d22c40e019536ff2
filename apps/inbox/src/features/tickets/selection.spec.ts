import { chosen, nothingSelected } from './selection.ts';

const list = ['a', 'b', 'c', 'd', 'e'];

test('a ticket is chosen, and let go when it is chosen again', () => {
  const one = chosen(nothingSelected, list, 'b', false);
  expect([...one.ids]).toEqual(['b']);
  expect([...chosen(one, list, 'b', false).ids]).toEqual([]);
});

test.each([
  ['b', 'd', ['b', 'c', 'd']],
  ['d', 'b', ['b', 'c', 'd']],
])('a range from %s to %s holds what is between, in either direction', (from, to, expected) => {
  const range = chosen(chosen(nothingSelected, list, from, false), list, to, true);
  expect([...range.ids].sort()).toEqual(expected);
});

test('a range without a beginning in the list is the one ticket', () => {
  expect([...chosen(nothingSelected, list, 'c', true).ids]).toEqual(['c']);
  expect([...chosen({ ids: new Set(['gone']), anchor: 'gone' }, list, 'c', true).ids]).toEqual(['gone', 'c']);
});
