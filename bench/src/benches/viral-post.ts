import { setTimeout as delay } from 'node:timers/promises';
import { until } from '@duet/testing';
import type { Action } from '@duet/tiktok-simulator';
import { BenchSystem } from '../bench-system.ts';
import { type Latency, latencyOf } from '../figures.ts';
import { Arrivals } from '../load/arrivals.ts';
import { pace } from '../load/paced.ts';
import { latency, milliseconds, progress, rate, type Report } from '../report.ts';

const COMMENTS_PER_S = 10_000 / 60;
const DMS_PER_S = 10;
const WARM_UP_S = 5;
const COMMENTERS = 500;
const TICK_MS = 100;
const STORED_WITHIN_MS = 120_000;

interface Flood {
  readonly written: number;
  /** Milliseconds from the last comment at TikTok to the last one's ticket. */
  readonly behindMs: number;
}

/** How long direct messages take while a post gets 10,000 comments in a minute, next to a quiet minute. */
export async function viralPost(seconds: number): Promise<Report> {
  const bench = await BenchSystem.start();
  try {
    const { itemId } = await bench.system.simulator.publishPost({ account: 'sim.store', caption: 'The blue one' });
    const commenters = Array.from({ length: COMMENTERS }, (_, index) => `commenter_${index}`);
    for (const username of commenters) await bench.system.simulator.customer({ username });
    await learnOwnAuthor(bench, itemId);
    let sent = 0;
    const directMessages = async (forSeconds: number): Promise<Latency> => {
      const first = sent;
      sent += Math.round(DMS_PER_S * forSeconds);
      return latencyOfMessages(bench, first, forSeconds);
    };
    progress('warm-up');
    await directMessages(WARM_UP_S);
    await bench.rest();
    progress(`quiet: ${seconds} s`);
    const quiet = await directMessages(seconds);
    await bench.rest();
    progress(`viral: ${seconds} s`);
    const [viral, flood] = await Promise.all([directMessages(seconds), comments(bench, itemId, commenters, seconds)]);
    await bench.rest();
    return await report(bench, { viral, quiet, flood, seconds, sent });
  } finally {
    await bench.stop();
  }
}

/** The shop has commented before, as shops have: from then on Duet knows its comments, and asks TikTok about no other. */
async function learnOwnAuthor(bench: BenchSystem, post: string): Promise<void> {
  await bench.system.simulator.act({ do: 'owner_comment', post, text: 'It is back' });
  const isKnown = async (): Promise<boolean> =>
    (await bench.rows.count('ingestion.routes', 'comment_author_id IS NOT NULL')) > 0 || delay(TICK_MS, false);
  await until("the account's own author id is known", isKnown);
}

async function latencyOfMessages(bench: BenchSystem, first: number, seconds: number): Promise<Latency> {
  const arrivals = await Arrivals.watch(bench.connection);
  const { account, system } = bench;
  await pace({ url: system.webhookUrl, account, first, perSecond: DMS_PER_S, seconds, onSent: arrivals.expect });
  return latencyOf(await arrivals.all());
}

/** Writes at a steady rate at TikTok, which sends its webhooks, and waits until each comment is a ticket. */
async function comments(
  bench: BenchSystem,
  post: string,
  commenters: readonly string[],
  seconds: number,
): Promise<Flood> {
  const wanted = Math.round(COMMENTS_PER_S * seconds);
  const startedAt = performance.now();
  let written = 0;
  while (written < wanted) {
    const due = Math.min(wanted, Math.ceil(((performance.now() - startedAt) / 1_000) * COMMENTS_PER_S));
    const actions = Array.from({ length: due - written }, (_, index): Action => {
      const nth = written + index;
      const customer = commenters[nth % commenters.length] ?? '';
      return { do: 'comment', customer, post, text: `${nth} How much is it, and does it come in blue?` };
    });
    if (actions.length > 0) await bench.system.simulator.batch(actions);
    written = due;
    await delay(TICK_MS);
  }
  const endedAt = performance.now();
  progress(`  ${written} comments in ${((endedAt - startedAt) / 1_000).toFixed(1)} s`);
  const isStored = async () => (await ticketsOf(bench)) >= written || delay(TICK_MS, false);
  await until('every comment has its ticket', isStored, STORED_WITHIN_MS);
  return { written, behindMs: performance.now() - endedAt };
}

const ticketsOf = (bench: BenchSystem): Promise<number> =>
  bench.rows.count('ticketing.tickets', `channel_type = 'tiktok_feed'`);

interface Outcome {
  readonly viral: Latency;
  readonly quiet: Latency;
  readonly flood: Flood;
  readonly seconds: number;
  readonly sent: number;
}

async function report(bench: BenchSystem, { viral, quiet, flood, seconds, sent }: Outcome): Promise<Report> {
  const tickets = await ticketsOf(bench);
  const inbound = await bench.rows.count('ticketing.messages', `external_id LIKE 'bench-message-%'`);
  const accounts = [
    { what: 'comments', sent: flood.written, stored: tickets },
    { what: 'direct messages', sent, stored: inbound },
  ];
  return {
    bench: 'viral-post',
    what: `Direct messages at ${rate(DMS_PER_S)} beside ${rate(COMMENTS_PER_S)} comments on one post, ${seconds} s each`,
    columns: ['viral', 'quiet'],
    rows: [
      { what: 'p50 / p99 of a direct message, webhook to event', ours: latency(viral), beside: latency(quiet) },
      { what: 'last comment to its ticket', ours: milliseconds(flood.behindMs) },
    ],
    ratio: viral.p99Ms / quiet.p99Ms,
    accounts: accounts.map(
      ({ what, sent: expected, stored }) =>
        `${what}: ${expected} sent, ${stored} in threads${expected === stored ? '' : ': DOES NOT ADD UP'}`,
    ),
    isComplete: accounts.every(({ sent: expected, stored }) => expected === stored),
    figures: { viral, quiet, flood },
  };
}
