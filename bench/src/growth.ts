import { setTimeout as delay } from 'node:timers/promises';

interface Sample {
  readonly atMs: number;
  readonly rows: number;
}

/** How a table grew during one round. */
export interface Growth {
  /** Over the steady part: from a tenth to nine tenths of the rows. */
  readonly perSecond: number;
  /** From the start of the round to the last row. */
  readonly seconds: number;
}

const EVERY_MS = 250;
const STALLED_MS = 30_000;

/**
 * Watches committed rows until `wanted` more than at first are there.
 * @throws when nothing has been added for half a minute
 */
export async function watchGrowth(count: () => Promise<number>, before: number, wanted: number): Promise<Growth> {
  const startedAt = performance.now();
  const samples: Sample[] = [{ atMs: 0, rows: 0 }];
  for (;;) {
    await delay(EVERY_MS);
    const sample = { atMs: performance.now() - startedAt, rows: (await count()) - before };
    samples.push(sample);
    if (sample.rows >= wanted) break;
    const since = samples.find(({ rows }) => rows === sample.rows) ?? sample;
    if (sample.atMs - since.atMs > STALLED_MS) throw new Error(`only ${sample.rows} of ${wanted} rows arrived`);
  }
  const [from, to] = [momentOf(samples, wanted * 0.1), momentOf(samples, wanted * 0.9)];
  return { perSecond: (wanted * 0.8) / ((to - from) / 1_000), seconds: (samples.at(-1)?.atMs ?? 0) / 1_000 };
}

/** When the count passed `rows`, on the line between two samples. */
function momentOf(samples: readonly Sample[], rows: number): number {
  const after = samples.findIndex((sample) => sample.rows >= rows);
  const [a, b] = [samples[after - 1], samples[after]];
  if (!a || !b) throw new Error('the count never got there');
  return a.atMs + ((rows - a.rows) / (b.rows - a.rows)) * (b.atMs - a.atMs);
}
