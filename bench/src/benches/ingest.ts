import { freePort } from '@duet/embedded';
import { BenchSystem } from '../bench-system.ts';
import { type Latency, latencyOf, median } from '../figures.ts';
import { LimitProgram } from '../limit-program.ts';
import { type Paced, pace } from '../load/paced.ts';
import { type Saturated, saturate } from '../load/saturate.ts';
import { latency, progress, rate, type Report } from '../report.ts';
import { Rows } from '../rows.ts';

const BAR = 0.7;
const ROUNDS = 3;
const STEADY_PER_S = 300;
/** How many requests a warm-up of one second gets, before anything is known. */
const FIRST_GUESS_PER_S = 3_000;

interface Target {
  readonly name: 'ours' | 'limit';
  readonly url: string;
  readonly stored: () => Promise<number>;
  readonly rates: number[];
  readonly latencies: Latency[];
  perSecond: number;
  accepted: number;
  unanswered: number;
  refused: number;
}

/** How many webhooks a second are durable before their 200, next to the least program that does it. */
export async function ingest(seconds: number): Promise<Report> {
  const bench = await BenchSystem.start();
  const port = await freePort();
  const limitProgram = await LimitProgram.start('ingest-limit', bench.system.superuserUrl, {
    PORT: String(port),
    SECRET: bench.account.secret,
  });
  const limitRows = await Rows.open(limitProgram.databaseUrl);
  try {
    const ours = target('ours', bench.system.webhookUrl, () => bench.rows.count('ingestion.deliveries'));
    const limit = target('limit', `http://127.0.0.1:${port}/webhooks/tiktok`, () => limitRows.count('webhooks'));
    return await measure(bench, ours, limit, seconds);
  } finally {
    await limitRows.close();
    await limitProgram.stop();
    await bench.stop();
  }
}

const target = (name: Target['name'], url: string, stored: () => Promise<number>): Target => ({
  name,
  url,
  stored,
  rates: [],
  latencies: [],
  perSecond: FIRST_GUESS_PER_S,
  accepted: 0,
  unanswered: 0,
  refused: 0,
});

async function measure(bench: BenchSystem, ours: Target, limit: Target, seconds: number): Promise<Report> {
  let next = 0;
  const round = async (one: Target, forSeconds: number): Promise<Saturated> => {
    const count = Math.round(one.perSecond * forSeconds);
    const result = await saturate({ url: one.url, account: bench.account, first: next, count });
    next += count;
    one.perSecond = result.accepted / result.seconds;
    keepCount(one, result);
    await bench.rest();
    return result;
  };
  for (const one of [ours, limit]) {
    await round(one, seconds / 2);
    progress(`warm-up ${one.name}: ${rate(one.perSecond)}`);
  }
  for (let index = 1; index <= ROUNDS; index += 1) {
    for (const one of [ours, limit]) {
      const result = await round(one, seconds);
      one.rates.push(one.perSecond);
      one.latencies.push(latencyOf(result.latencies));
      progress(`round ${index} ${one.name}: ${rate(one.perSecond)}, ${latency(latencyOf(result.latencies))}`);
    }
  }
  const paced = async (perSecond: number): Promise<Latency> => {
    const result = await pace({ url: ours.url, account: bench.account, first: next, perSecond, seconds });
    next += Math.round(perSecond * seconds);
    keepCount(ours, { ...result, unanswered: 0 });
    await bench.rest();
    progress(`paced at ${rate(perSecond)}: ${latency(latencyOf(result.latencies))}`);
    return latencyOf(result.latencies);
  };
  const steady = await paced(STEADY_PER_S);
  const halfRate = median(ours.rates) / 2;
  const half = await paced(halfRate);
  return report(bench, ours, limit, { steady, half, halfRate, seconds });
}

function keepCount(one: Target, { accepted, refused, unanswered }: Paced & { readonly unanswered: number }): void {
  one.accepted += accepted;
  one.refused += refused;
  one.unanswered += unanswered;
}

async function report(
  bench: BenchSystem,
  ours: Target,
  limit: Target,
  { steady, half, halfRate, seconds }: { steady: Latency; half: Latency; halfRate: number; seconds: number },
): Promise<Report> {
  const [best, bare] = [ours, limit].map(({ rates, latencies }) => ({
    perSecond: median(rates),
    p50Ms: median(latencies.map(({ p50Ms }) => p50Ms)),
    p99Ms: median(latencies.map(({ p99Ms }) => p99Ms)),
    rates,
  })) as [Latency & { perSecond: number; rates: number[] }, Latency & { perSecond: number; rates: number[] }];
  const accounts = [await account(ours), await account(limit), await threads(bench, ours)];
  return {
    bench: 'ingest',
    what: `Webhooks accepted durably: 64 connections, medians of ${ROUNDS} rounds of ${seconds} s, interleaved`,
    rows: [
      { what: 'accepted', ours: rate(best.perSecond), limit: rate(bare.perSecond) },
      { what: 'p50 / p99 at that rate', ours: latency(best), limit: latency(bare) },
      { what: `p50 / p99 at ${STEADY_PER_S} /s`, ours: latency(steady) },
      { what: `p50 / p99 at half (${rate(halfRate)})`, ours: latency(half) },
    ],
    ratio: best.perSecond / bare.perSecond,
    bar: BAR,
    accounts: accounts.map(({ line }) => line),
    isComplete: accounts.every(({ holds }) => holds),
    figures: {
      ours: best,
      limit: bare,
      steady: { perSecond: STEADY_PER_S, ...steady },
      half: { perSecond: halfRate, ...half },
    },
  };
}

/** Every accepted webhook is a row, and there is no row that was not sent. */
async function account({
  name,
  stored,
  accepted,
  unanswered,
  refused,
}: Target): Promise<{ line: string; holds: boolean }> {
  const rows = await stored();
  const holds = rows >= accepted && rows <= accepted + unanswered + refused;
  return {
    line: `${name}: ${accepted} accepted, ${rows} rows stored, ${refused} refused, ${unanswered} unanswered${holds ? '' : ': DOES NOT ADD UP'}`,
    holds,
  };
}

async function threads(bench: BenchSystem, ours: Target): Promise<{ line: string; holds: boolean }> {
  const [inThreads, stored] = [await bench.rows.count('ticketing.messages'), await ours.stored()];
  const holds = inThreads === stored;
  return {
    line: `ours: ${inThreads} of ${stored} rows are messages in threads${holds ? '' : ': SOME ARE LOST'}`,
    holds,
  };
}
