import { aTicket } from '../../samples.ts';
import { steadyOrder } from './steady-order.ts';

const tickets = (...ids: string[]) => ids.map((id) => aTicket({ id }));
const shownIds = (now: string[], held: string[] | null) => {
  const { shown, waiting } = steadyOrder(tickets(...now), held);
  return { ids: shown.map(({ id }) => id).join(''), waiting };
};

test('nothing held: the list as it is', () => {
  expect(shownIds(['b', 'a'], null)).toEqual({ ids: 'ba', waiting: 0 });
});

test('a ticket that moved up keeps its place under the pointer', () => {
  expect(shownIds(['c', 'a', 'b'], ['a', 'b', 'c'])).toEqual({ ids: 'abc', waiting: 0 });
});

test('new tickets wait and are counted', () => {
  expect(shownIds(['y', 'x', 'a', 'b'], ['a', 'b'])).toEqual({ ids: 'ab', waiting: 2 });
});

test('a further page joins at the end', () => {
  expect(shownIds(['x', 'a', 'b', 'c', 'd'], ['a', 'b'])).toEqual({ ids: 'abcd', waiting: 1 });
});

test('a ticket that left the list is gone', () => {
  expect(shownIds(['b'], ['a', 'b'])).toEqual({ ids: 'b', waiting: 0 });
});

test('when all held tickets have left, what is there is shown', () => {
  expect(shownIds(['x', 'y'], ['a'])).toEqual({ ids: 'xy', waiting: 0 });
});
