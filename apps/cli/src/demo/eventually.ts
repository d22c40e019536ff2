import { setTimeout as delay } from 'node:timers/promises';
import { Failure } from '../command.ts';

const EVERY_MS = 100;

/** Looks again and again. @throws Failure naming what never came */
export async function eventually<Thing>(
  what: string,
  look: () => Promise<Thing | undefined>,
  withinMs = 20_000,
): Promise<Thing> {
  const deadline = performance.now() + withinMs;
  for (;;) {
    const thing = await look();
    if (thing !== undefined) return thing;
    if (performance.now() > deadline) throw new Failure(`Not within ${withinMs / 1000} s: ${what}`);
    await delay(EVERY_MS);
  }
}
