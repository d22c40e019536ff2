import { freePort } from '@duet/embedded';
import { BenchSystem } from '../bench-system.ts';
import { type Latency, latencyOf, median } from '../figures.ts';
import { LimitProgram } from '../limit-program.ts';
import { type Paced, pace } from '../load/paced.ts';
import { type Saturated, saturate } from '../load/saturate.ts';
import { atLeast, latency, progress, rate, type Report } from '../report.ts';
import type { Account } from '../load/webhooks.ts';
import { Rows } from '../rows.ts';

const BAR = 0.7;
const ROUNDS = 3;
const STEADY_PER_S = 300;
/** How many requests a warm-up of one second gets, before anything is known. */
const FIRST_GUESS_PER_S = 3_000;

interface Target {
  readonly name: 'door' | 'limit' | 'all behind';
  readonly url: string;
  readonly account: Account;
  readonly stored: () => Promise<number>;
  readonly rates: number[];
  readonly latencies: Latency[];
  perSecond: number;
  accepted: number;
  unanswered: number;
  refused: number;
}

/**
 * How many webhooks a second are durable before their 200, next to the least program that does it: once for an account
 * that nobody has connected, so that like the limit there is only the door, and once with everything that a message
 * sets in motion on the same cores.
 */
export async function ingest(seconds: number): Promise<Report> {
  const bench = await BenchSystem.start();
  const port = await freePort();
  const limitProgram = await LimitProgram.start('ingest-limit', bench.system.superuserUrl, {
    PORT: String(port),
    SECRET: bench.account.secret,
  });
  const limitRows = new Rows(limitProgram.databaseUrl);
  try {
    const { account } = bench;
    const stranger = { ...account, openId: 'nobody-has-connected-me' };
    const rowsIn = (state: string) => () => bench.rows.count('ingestion.deliveries', `state = '${state}'`);
    const door = target('door', bench.system.webhookUrl, stranger, rowsIn('unrouted'));
    const behind = target('all behind', bench.system.webhookUrl, account, rowsIn('normalized'));
    const limitUrl = `http://127.0.0.1:${port}/webhooks/tiktok`;
    const limit = target('limit', limitUrl, account, () => limitRows.count('webhooks'));
    return await measure(bench, { door, limit, behind }, seconds);
  } finally {
    await limitRows.close();
    await limitProgram.stop();
    await bench.stop();
  }
}

const target = (name: Target['name'], url: string, account: Account, stored: () => Promise<number>): Target => ({
  name,
  url,
  account,
  stored,
  rates: [],
  latencies: [],
  perSecond: FIRST_GUESS_PER_S,
  accepted: 0,
  unanswered: 0,
  refused: 0,
});

interface Targets {
  readonly door: Target;
  readonly limit: Target;
  readonly behind: Target;
}

async function measure(bench: BenchSystem, targets: Targets, seconds: number): Promise<Report> {
  const { behind } = targets;
  let next = 0;
  const round = async (one: Target, forSeconds: number): Promise<Saturated> => {
    const count = Math.round(one.perSecond * forSeconds);
    const result = await saturate({ url: one.url, account: one.account, first: next, count });
    next += count;
    one.perSecond = result.accepted / result.seconds;
    keepCount(one, result);
    await bench.rest();
    return result;
  };
  const all = Object.values(targets);
  for (const one of all) {
    await round(one, seconds / 2);
    progress(`warm-up ${one.name}: ${rate(one.perSecond)}`);
  }
  for (let index = 1; index <= ROUNDS; index += 1) {
    for (const one of all) {
      const result = await round(one, seconds);
      one.rates.push(one.perSecond);
      one.latencies.push(latencyOf(result.latencies));
      progress(`round ${index} ${one.name}: ${rate(one.perSecond)}, ${latency(latencyOf(result.latencies))}`);
    }
  }
  const paced = async (perSecond: number): Promise<Latency> => {
    const result = await pace({ url: behind.url, account: behind.account, first: next, perSecond, seconds });
    next += Math.round(perSecond * seconds);
    keepCount(behind, { ...result, unanswered: 0 });
    await bench.rest();
    progress(`paced at ${rate(perSecond)}: ${latency(latencyOf(result.latencies))}`);
    return latencyOf(result.latencies);
  };
  const steady = await paced(STEADY_PER_S);
  const halfRate = median(behind.rates) / 2;
  const half = await paced(halfRate);
  return report(bench, targets, { steady, half, halfRate, seconds });
}

function keepCount(one: Target, { accepted, refused, unanswered }: Paced & { readonly unanswered: number }): void {
  one.accepted += accepted;
  one.refused += refused;
  one.unanswered += unanswered;
}

async function report(
  bench: BenchSystem,
  { door, limit, behind }: Targets,
  { steady, half, halfRate, seconds }: { steady: Latency; half: Latency; halfRate: number; seconds: number },
): Promise<Report> {
  const [alone, bare, together] = [summaryOf(door), summaryOf(limit), summaryOf(behind)];
  const ratio = alone.perSecond / bare.perSecond;
  const accounts = await Promise.all([account(door), account(limit), account(behind), threads(bench, behind)]);
  return {
    bench: 'ingest',
    what: `Webhooks accepted durably: 64 connections, medians of ${ROUNDS} rounds of ${seconds} s, interleaved`,
    columns: ['ours', 'limit'],
    rows: [
      { what: 'accepted', ours: rate(alone.perSecond), beside: rate(bare.perSecond) },
      { what: 'p50 / p99 at that rate', ours: latency(alone), beside: latency(bare) },
      { what: 'accepted, with all that follows', ours: rate(together.perSecond) },
      { what: 'p50 / p99 at that rate', ours: latency(together) },
      { what: `p50 / p99 at ${STEADY_PER_S} /s`, ours: latency(steady) },
      { what: `p50 / p99 at half (${rate(halfRate)})`, ours: latency(half) },
    ],
    ratio,
    bar: atLeast(BAR, ratio),
    accounts: accounts.map(({ line }) => line),
    isComplete: accounts.every(({ holds }) => holds),
    figures: {
      ours: alone,
      limit: bare,
      withAllThatFollows: { ...together, ratio: together.perSecond / bare.perSecond },
      steady: { perSecond: STEADY_PER_S, ...steady },
      half: { perSecond: halfRate, ...half },
    },
  };
}

const summaryOf = ({ rates, latencies }: Target): Latency & { perSecond: number; rates: number[] } => ({
  perSecond: median(rates),
  p50Ms: median(latencies.map(({ p50Ms }) => p50Ms)),
  p99Ms: median(latencies.map(({ p99Ms }) => p99Ms)),
  rates,
});

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

async function threads(bench: BenchSystem, behind: Target): Promise<{ line: string; holds: boolean }> {
  const [inThreads, stored] = [await bench.rows.count('ticketing.messages'), await behind.stored()];
  const holds = inThreads === stored;
  return {
    line: `all behind: ${inThreads} of ${stored} rows are messages in threads${holds ? '' : ': SOME ARE LOST'}`,
    holds,
  };
}
