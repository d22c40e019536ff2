import { GroupCommit, Overloaded } from './group-commit.ts';

/** A database that ends each write when the test says so. */
class Writes {
  readonly batches: number[][] = [];
  readonly #ends: ((error?: Error) => void)[] = [];

  readonly write = (items: readonly number[]): Promise<void> => {
    this.batches.push([...items]);
    return new Promise((resolve, reject) => this.#ends.push((error) => (error ? reject(error) : resolve())));
  };

  end(error?: Error): void {
    this.#ends.shift()?.(error);
  }
}

const numbers = (count: number): number[] => Array.from({ length: count }, (_, n) => n);
const failure = (code: string): Error => Object.assign(new Error(code), { code });

test('whoever comes while others are being written shares the next commit', async () => {
  const writes = new Writes();
  const commit = new GroupCommit(writes.write);
  const all = Promise.all(numbers(200).map((n) => commit.add(n)));
  expect(writes.batches).toEqual([[0], [1]]);
  writes.end();
  writes.end();
  await new Promise(process.nextTick);
  writes.end();
  await all;
  expect(writes.batches.map((batch) => batch.length)).toEqual([1, 1, 198]);
});

test('H1: a batch that is refused for its data is written again one by one, and only the strange one fails', async () => {
  const written: number[] = [];
  const commit = new GroupCommit((items: readonly number[]) => {
    if (items.includes(7)) return Promise.reject(failure('22021'));
    written.push(...items);
    return Promise.resolve();
  });
  const outcomes = await Promise.allSettled(numbers(51).map((n) => commit.add(n)));
  expect(outcomes.flatMap(({ status }, n) => (status === 'rejected' ? [n] : []))).toEqual([7]);
  expect(written.toSorted((a, b) => a - b)).toEqual(numbers(51).filter((n) => n !== 7));
});

test('an outage refuses the whole batch at once', async () => {
  let tries = 0;
  const commit = new GroupCommit(() => {
    tries += 1;
    return Promise.reject(failure('57P01'));
  });
  const outcomes = await Promise.allSettled(numbers(50).map((n) => commit.add(n)));
  expect(outcomes.every(({ status }) => status === 'rejected')).toBe(true);
  expect(tries).toBeLessThanOrEqual(3);
});

test('when too much waits already, the sender is told to come again', async () => {
  const writes = new Writes();
  const commit = new GroupCommit(writes.write);
  const waiting = numbers(5_002).map((n) => commit.add(n));
  await expect(commit.add(5_002)).rejects.toThrow(Overloaded);
  let left = true;
  void Promise.all(waiting).then(() => (left = false));
  while (left) {
    writes.end();
    await new Promise(setImmediate);
  }
  expect(writes.batches.flat()).toHaveLength(5_002);
});
