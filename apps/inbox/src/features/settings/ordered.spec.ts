import { moved, withEntry } from './ordered.ts';

const [a, b, c] = ['a', 'b', 'c'].map((id) => ({ id }));
const all = [a, b, c].flatMap((entry) => entry ?? []);
const idsOf = (entries: readonly { id: string }[]) => entries.map(({ id }) => id).join('');

test('an entry takes the place of the one with its id, or comes last', () => {
  expect(withEntry<{ id: string; name?: string }>(all, { id: 'b', name: 'other' })).toEqual([
    a,
    { id: 'b', name: 'other' },
    c,
  ]);
  expect(idsOf(withEntry(all, { id: 'd' }))).toBe('abcd');
});

test('an entry moves by one place and not beyond an end', () => {
  expect(idsOf(moved(all, 'b', -1))).toBe('bac');
  expect(idsOf(moved(all, 'b', 1))).toBe('acb');
  expect(idsOf(moved(all, 'a', -1))).toBe('abc');
  expect(idsOf(moved(all, 'c', 1))).toBe('abc');
});
