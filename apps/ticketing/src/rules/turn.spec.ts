import fc from 'fast-check';
import { afterTurn, nextInTurn } from './turn.ts';

const everybody = ['a', 'b', 'c', 'd'];
const turnsOf = (count: number, isFree: (personId: string, turn: number) => boolean): (string | null)[] => {
  let served: string[] = [];
  return Array.from({ length: count }, (_, turn) => {
    const next = nextInTurn(everybody, served, (personId) => isFree(personId, turn));
    if (next) served = afterTurn(served, next);
    return next;
  });
};

test('everybody has a turn before anybody has a second one', () => {
  expect(turnsOf(6, () => true)).toEqual(['a', 'b', 'c', 'd', 'a', 'b']);
});

test('who is not free is passed over, and has the next turn when free again', () => {
  expect(turnsOf(5, (personId, turn) => personId !== 'b' || turn > 2)).toEqual(['a', 'c', 'd', 'b', 'a']);
  expect(turnsOf(2, () => false)).toEqual([null, null]);
});

test('while the same people are free, nobody has two turns more than another', () => {
  fc.assert(
    fc.property(fc.subarray(everybody, { minLength: 1 }), fc.integer({ min: 1, max: 40 }), (free, count) => {
      const turns = turnsOf(count, (personId) => free.includes(personId));
      const counts = free.map((personId) => turns.filter((turn) => turn === personId).length);
      expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
    }),
  );
});
