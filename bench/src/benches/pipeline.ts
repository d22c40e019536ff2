import { AckPolicy, RetentionPolicy, StorageType } from '@nats-io/jetstream';
import { BenchSystem } from '../bench-system.ts';
import { type Latency, latencyOf, median } from '../figures.ts';
import { type Growth, watchGrowth } from '../growth.ts';
import { LimitProgram } from '../limit-program.ts';
import { Arrivals } from '../load/arrivals.ts';
import { pace } from '../load/paced.ts';
import { publishAll } from '../load/publish.ts';
import { saturate } from '../load/saturate.ts';
import { fact } from '../load/webhooks.ts';
import { atLeast, latency, progress, rate, type Report } from '../report.ts';
import { Rows } from '../rows.ts';

const BAR = 0.5;
const ROUNDS = 3;
const STEADY_PER_S = 300;
/** How many messages a second a warm-up gets, before anything is known. */
const FIRST_GUESS_PER_S = 1_000;
const MAX_PER_ROUND = 20_000;
const STREAM = 'BENCH_LIMIT';
const SUBJECT = 'bench.limit.received';
const DURABLE = 'limit';

interface Runner {
  readonly name: 'ours' | 'ours, from a filled stream' | 'limit';
  /** Runs so many messages through, the first of them with this number. */
  readonly round: (first: number, count: number) => Promise<Growth>;
  readonly stored: () => Promise<number>;
  readonly rates: number[];
  perSecond: number;
  sent: number;
}

/** How many webhooks a second become committed messages of tickets, next to the least consumer that writes the same rows. */
export async function pipeline(seconds: number): Promise<Report> {
  const bench = await BenchSystem.start();
  await bench.manager.streams.add({
    name: STREAM,
    subjects: [SUBJECT],
    storage: StorageType.File,
    retention: RetentionPolicy.Limits,
  });
  await bench.manager.consumers.add(STREAM, {
    durable_name: DURABLE,
    ack_policy: AckPolicy.Explicit,
    max_ack_pending: 2_000,
  });
  const limitProgram = await LimitProgram.start('pipeline-limit', bench.system.superuserUrl, {
    NATS_URL: bench.system.natsUrl,
    STREAM,
    DURABLE,
  });
  const limitRows = new Rows(limitProgram.databaseUrl);
  try {
    const ours = runOurs(bench);
    const stage = runStage(bench);
    const limit = runLimit(bench, limitProgram, limitRows);
    const next = await measure([ours, stage, limit], seconds);
    const steady = await latencyAt(bench, STEADY_PER_S, seconds, next);
    ours.sent += Math.round(STEADY_PER_S * seconds);
    await bench.rest();
    return await report({ ours, stage, limit }, steady, seconds);
  } finally {
    await limitRows.close();
    await limitProgram.stop();
    await bench.stop();
  }
}

function runOurs(bench: BenchSystem): Runner {
  const stored = () => bench.rows.count('ticketing.messages');
  const round = async (first: number, count: number): Promise<Growth> => {
    const before = await stored();
    const sending = saturate({ url: bench.system.webhookUrl, account: bench.account, first, count });
    const growth = await watchGrowth(stored, before, count);
    const { accepted, seconds } = await sending;
    progress(`  accepted ${accepted} of ${count} at ${rate(accepted / seconds)} beside`);
    await bench.rest();
    return growth;
  };
  return { name: 'ours', round, stored, rates: [], perSecond: FIRST_GUESS_PER_S, sent: 0 };
}

/** The same stage as the limit: ticketing stands still until every message waits for it on the broker. */
function runStage(bench: BenchSystem): Runner {
  const stored = () => bench.rows.count('ticketing.messages');
  const ticketing = bench.system.program('ticketing');
  const round = async (first: number, count: number): Promise<Growth> => {
    const before = await stored();
    ticketing.pause();
    await saturate({ url: bench.system.webhookUrl, account: bench.account, first, count });
    await bench.passedOn();
    ticketing.resume();
    const growth = await watchGrowth(stored, before, count);
    await bench.rest();
    return growth;
  };
  return { name: 'ours, from a filled stream', round, stored, rates: [], perSecond: FIRST_GUESS_PER_S, sent: 0 };
}

function runLimit(bench: BenchSystem, program: LimitProgram, rows: Rows): Runner {
  const stored = () => rows.count('messages');
  const round = async (first: number, count: number): Promise<Growth> => {
    const before = await stored();
    program.pause();
    const messages = Array.from({ length: count }, (_, index) => fact(first + index, bench.place));
    await publishAll(bench.connection, SUBJECT, messages);
    program.resume();
    return watchGrowth(stored, before, count);
  };
  return { name: 'limit', round, stored, rates: [], perSecond: FIRST_GUESS_PER_S, sent: 0 };
}

/** @returns the number of the first webhook that has not been used */
async function measure(runners: readonly Runner[], seconds: number): Promise<number> {
  let next = 0;
  const round = async (one: Runner, forSeconds: number): Promise<void> => {
    const count = Math.min(Math.round(one.perSecond * forSeconds), MAX_PER_ROUND);
    const growth = await one.round(next, count);
    next += count;
    one.sent += count;
    one.perSecond = growth.perSecond;
    progress(`  ${one.name}: ${rate(growth.perSecond)}, ${count} in ${growth.seconds.toFixed(1)} s`);
  };
  progress('warm-up');
  for (const one of runners) await round(one, seconds / 2);
  for (let index = 1; index <= ROUNDS; index += 1) {
    progress(`round ${index}`);
    for (const one of runners) {
      await round(one, seconds);
      one.rates.push(one.perSecond);
    }
  }
  return next;
}

async function latencyAt(bench: BenchSystem, perSecond: number, seconds: number, first: number): Promise<Latency> {
  const arrivals = await Arrivals.watch(bench.connection);
  const { url, account } = { url: bench.system.webhookUrl, account: bench.account };
  await pace({ url, account, first, perSecond, seconds, onSent: arrivals.expect });
  return latencyOf(await arrivals.all());
}

interface Runners {
  readonly ours: Runner;
  readonly stage: Runner;
  readonly limit: Runner;
}

async function report({ ours, stage, limit }: Runners, steady: Latency, seconds: number): Promise<Report> {
  const [best, alone, bare] = [median(ours.rates), median(stage.rates), median(limit.rates)];
  const accounts = [
    { name: 'ours', sent: ours.sent + stage.sent, rows: await ours.stored() },
    { name: 'limit', sent: limit.sent, rows: await limit.stored() },
  ];
  return {
    bench: 'pipeline',
    what: `Webhooks that become committed messages of tickets: medians of ${ROUNDS} rounds of about ${seconds} s, interleaved`,
    columns: ['ours', 'limit'],
    rows: [
      { what: 'committed', ours: rate(best), beside: rate(bare) },
      { what: 'committed, from a filled stream', ours: rate(alone), beside: `ratio ${(alone / bare).toFixed(2)}` },
      { what: `p50 / p99 at ${STEADY_PER_S} /s, webhook to event`, ours: latency(steady) },
    ],
    ratio: best / bare,
    bar: atLeast(BAR, best / bare),
    accounts: accounts.map(
      ({ name, sent, rows }) =>
        `${name}: ${sent} sent, ${rows} messages stored${rows === sent ? '' : ': DOES NOT ADD UP'}`,
    ),
    isComplete: accounts.every(({ sent, rows }) => sent === rows),
    figures: {
      ours: { perSecond: best, rates: ours.rates },
      fromFilledStream: { perSecond: alone, rates: stage.rates, ratio: alone / bare },
      limit: { perSecond: bare, rates: limit.rates },
      steady: { perSecond: STEADY_PER_S, ...steady },
    },
  };
}
