import { Agent } from 'node:http';
import { BenchSystem } from '../bench-system.ts';
import { type Latency, latencyOf, median } from '../figures.ts';
import { Arrivals } from '../load/arrivals.ts';
import { post } from '../load/post.ts';
import { threadIdOf, webhook } from '../load/webhooks.ts';
import { latency, milliseconds, progress, type Report } from '../report.ts';

const AT_ONCE = 200;
const ROUNDS = 5;
const BAR_MS = 2_000;
const HOT = 1_999;
/** Has no divisor in common with the number of messages: they leave in an order that is not that of their times. */
const STRIDE = 73;

interface Round extends Latency {
  readonly allInMs: number;
}

/** Two hundred messages at once of one customer, next to as many of two hundred customers. */
export async function hotConversation(): Promise<Report> {
  const bench = await BenchSystem.start();
  try {
    let next = 0;
    const round = async (contactOf: (nth: number) => number): Promise<Round> => {
      const result = await burst(bench, next, contactOf);
      next += AT_ONCE;
      await bench.rest();
      return result;
    };
    const oneThread = () => round(() => HOT);
    const manyThreads = () => round((nth) => nth);
    const [hot, quiet]: [Round[], Round[]] = [[], []];
    progress('warm-up');
    await manyThreads();
    await oneThread();
    for (let index = 1; index <= ROUNDS; index += 1) {
      quiet.push(await manyThreads());
      hot.push(await oneThread());
      const [beside, ours] = [quiet.at(-1)?.allInMs ?? 0, hot.at(-1)?.allInMs ?? 0];
      progress(`round ${index}: one conversation ${milliseconds(ours)}, ${AT_ONCE} of them ${milliseconds(beside)}`);
    }
    return report(hot, quiet, await threadOf(bench, threadIdOf(HOT)));
  } finally {
    await bench.stop();
  }
}

/** TikTok's times go up with the numbers of the messages; they leave all at once in another order. */
async function burst(bench: BenchSystem, first: number, contactOf: (nth: number) => number): Promise<Round> {
  const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
  const startMs = Date.now();
  const webhooks = Array.from({ length: AT_ONCE }, (_, nth) =>
    webhook(bench.account, first + nth, { contact: contactOf(nth), atMs: startMs + nth }),
  );
  const shuffled = webhooks.map((_, index) => webhooks[(index * STRIDE) % AT_ONCE]).filter((one) => one !== undefined);
  const arrivals = await Arrivals.watch(bench.connection);
  const startedAt = performance.now();
  const answers = shuffled.map((one) => {
    arrivals.expect(one.messageId, performance.now());
    return post(agent, bench.system.webhookUrl, one);
  });
  await Promise.all(answers);
  const latencies = await arrivals.all();
  agent.destroy();
  return { allInMs: arrivals.lastAtMs - startedAt, ...latencyOf(latencies) };
}

/** The numbers of the messages in the thread as an agent reads it, from the newest to the oldest. */
async function threadOf(bench: BenchSystem, threadId: string): Promise<number[]> {
  const [row] = await bench.system.sql<{ id: string }>(
    `SELECT t.id FROM ticketing.tickets t JOIN ticketing.conversations c ON c.id = t.conversation_id
     WHERE c.thread_id = $1`,
    [threadId],
  );
  const numbers: number[] = [];
  for (let cursor: unknown = ''; cursor !== null;) {
    const page = `limit=100${cursor ? `&cursor=${String(cursor)}` : ''}`;
    const { body } = await bench.system.api.get(`/tickets/${row?.id}/messages?${page}`);
    const messages: unknown = body['messages'];
    if (!Array.isArray(messages)) throw new Error(`the thread was not read: ${JSON.stringify(body)}`);
    for (const message of messages) numbers.push(Number.parseInt(message.content.text, 10));
    cursor = body['nextCursor'];
  }
  return numbers;
}

function report(hot: readonly Round[], quiet: readonly Round[], thread: readonly number[]): Report {
  const [ours, beside] = [summaryOf(hot), summaryOf(quiet)];
  const isAll = thread.length === AT_ONCE * (ROUNDS + 1);
  const isInOrder = thread.every((number, index) => index === 0 || number < (thread[index - 1] ?? 0));
  return {
    bench: 'hot-conversation',
    what: `${AT_ONCE} messages at once, not in the order of their times: medians of ${ROUNDS} rounds, interleaved`,
    columns: ['one conversation', `${AT_ONCE} of them`],
    rows: [
      { what: 'all in, webhook to event', ours: milliseconds(ours.allInMs), beside: milliseconds(beside.allInMs) },
      { what: 'p50 / p99 of a message', ours: latency(ours), beside: latency(beside) },
    ],
    ratio: ours.allInMs / beside.allInMs,
    bar: { says: `all in within ${milliseconds(BAR_MS)}`, isReached: ours.allInMs <= BAR_MS },
    accounts: [
      `thread: ${thread.length} of ${AT_ONCE * (ROUNDS + 1)} messages${isAll ? '' : ': DOES NOT ADD UP'}`,
      `order: ${isInOrder ? "TikTok's, from first to last" : "NOT TIKTOK'S"}`,
    ],
    isComplete: isAll && isInOrder,
    figures: { hot: ours, quiet: beside, isInOrder },
  };
}

const summaryOf = (rounds: readonly Round[]): Round => ({
  allInMs: median(rounds.map(({ allInMs }) => allInMs)),
  p50Ms: median(rounds.map(({ p50Ms }) => p50Ms)),
  p99Ms: median(rounds.map(({ p99Ms }) => p99Ms)),
});
