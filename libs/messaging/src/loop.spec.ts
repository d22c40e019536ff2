import { setImmediate as nextTick } from 'node:timers/promises';
import { Loop } from './loop.ts';

const ignore = (): void => undefined;

test('a busy loop gathers: what comes within its spacing is one pass, and nothing is forgotten', async () => {
  const waiting: number[] = [];
  const passes: number[][] = [];
  let finished: () => void = ignore;
  const loop = new Loop({
    name: 'spaced',
    pollMs: 60_000,
    spacingMs: 300,
    log: { info: ignore, warn: ignore, error: ignore },
    pass: async () => {
      if (waiting.length > 0) passes.push(waiting.splice(0));
      if (passes.flat().length === 21) finished();
      return 'idle';
    },
  });
  const done = new Promise<void>((resolve) => (finished = resolve));
  loop.start();
  for (let item = 0; item < 21; item += 1) {
    waiting.push(item);
    loop.wake();
    await nextTick();
  }
  await done;
  await loop.stop();
  expect(passes.flat()).toEqual(Array.from({ length: 21 }, (_, item) => item));
  expect(passes.length).toBeLessThan(21);
});
