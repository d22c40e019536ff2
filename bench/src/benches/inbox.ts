import { readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { connect } from '@nats-io/transport-node';
import { Logger } from '@nestjs/common';
import { type Actor, SearchFind, TicketCounts, TicketList, TicketMessages } from '@duet/contracts';
import { Questions } from '@duet/messaging';
import { openArchive } from '../archive/archive.ts';
import { idOf, LONG_THREAD_EVERY, wordOf } from '../archive/plan.ts';
import { searches } from '../archive/searches.ts';
import { percentile } from '../figures.ts';
import { scrolling, SCROLLED } from './scrolling.ts';
import { type Bar, progress, type Report } from '../report.ts';

/** How many tickets the two archives hold; `DUET_BENCH_TICKETS=<small>,<large>` tries others. */
const [SMALL = 50_000, LARGE = 5_000_000] = process.env['DUET_BENCH_TICKETS']?.split(',').map(Number) ?? [];
const WARM_UP = 30;
const ASKED = 200;
/** The workspace that has every fifth ticket. */
const workspaceId = idOf('workspace', 0);
const viewer: Actor = { kind: 'person', id: idOf('person', 1), name: 'Person 1', role: 'agent', workspaceId };
const dist = resolve(import.meta.dirname, '../../../apps/inbox/dist');

const kinds = ['list', 'counts', 'thread', 'search'] as const;
type Kind = (typeof kinds)[number];

interface Took {
  readonly p50Ms: number;
  readonly p95Ms: number;
}

/** Milliseconds at the 95th percentile, of design §8 and of the search. */
const barsMs: Readonly<Record<Kind, number>> = { list: 50, counts: 50, thread: 50, search: 150 };
const MOST_GROWTH = 1.5;
const MOST_SCRIPT_KB = 300;

/** What an agent's page asks for in the largest of fifty workspaces, at five million tickets beside fifty thousand. */
export async function inbox(): Promise<Report> {
  Logger.overrideLogger(['warn', 'error']);
  const [small, large] = [await measured(SMALL), await measured(LARGE)];
  return report(small, large, { scriptKb: await firstLoadKb(), scrolled: await scrolling() });
}

interface OnPage {
  readonly scriptKb: number;
  readonly scrolled: Awaited<ReturnType<typeof scrolling>>;
}

interface Measured {
  readonly took: Readonly<Record<Kind, Took>>;
  readonly searches: Readonly<Record<string, Took>>;
  readonly accounts: readonly string[];
  readonly addsUp: boolean;
}

async function measured(tickets: number): Promise<Measured> {
  const system = await openArchive(tickets);
  const connection = await connect({ servers: new URL(system.natsUrl).host });
  try {
    const questions = new Questions(connection);
    const took = new Map<Kind, Took>();
    let found: Record<string, Took> = {};
    for (const kind of kinds) {
      for (let nth = 0; nth < WARM_UP; nth += 1) await ask[kind](questions, nth, tickets).catch(() => undefined);
      const times = new Float64Array(ASKED);
      let unanswered = 0;
      for (let nth = 0; nth < ASKED; nth += 1) {
        const startedAt = performance.now();
        await ask[kind](questions, nth, tickets).catch(() => (unanswered += 1));
        times[nth] = performance.now() - startedAt;
      }
      took.set(kind, tookOf(times));
      if (kind === 'search') found = byName(times);
      progress(
        `  ${tickets.toLocaleString('en')} tickets, ${kind}: ${shown(took.get(kind))}, ${unanswered} without an answer in time`,
      );
    }
    const { all, resolved } = await questions.ask(TicketCounts, {}, viewer);
    const { messages } = await questions.ask(SearchFind, { q: wordOf(1) }, viewer);
    const expected = Math.floor(tickets / 5);
    const addsUp = all + resolved === expected && messages.length > 0;
    const account = `${tickets.toLocaleString('en')}: ${all + resolved} of ${expected} tickets of the workspace counted`;
    return {
      took: Object.fromEntries(took) as Record<Kind, Took>,
      searches: found,
      accounts: [addsUp ? account : `${account}: DOES NOT ADD UP`],
      addsUp,
    };
  } finally {
    await connection.close();
    await system.stop({ keep: true });
  }
}

function tookOf(times: Float64Array): Took {
  const sorted = times.toSorted();
  return { p50Ms: percentile(sorted, 0.5), p95Ms: percentile(sorted, 0.95) };
}

const byName = (times: Float64Array): Record<string, Took> =>
  Object.fromEntries(
    searchNames.map((name, at) => [name, tookOf(times.filter((_, nth) => nth % searchNames.length === at))]),
  );

const lists = [
  { status: 'unresolved' },
  { status: 'open', replied: 'false' },
  { status: 'unresolved', assignee: viewer.id },
  { status: 'unresolved', channelType: 'tiktok_feed' },
  { status: 'resolved' },
  { status: 'unresolved', assignee: 'none' },
] as const;

const searchNames = Object.keys(searches);

const ask: Readonly<Record<Kind, (questions: Questions, nth: number, tickets: number) => Promise<unknown>>> = {
  list: (questions, nth) => questions.ask(TicketList, { ...pick(lists, nth), limit: 50 }, viewer),
  counts: (questions) => questions.ask(TicketCounts, {}, viewer),
  // Of the first workspace, from the oldest to the newest; every fourth is a long one.
  thread: (questions, nth, tickets) => {
    const every = nth % 4 === 0 ? LONG_THREAD_EVERY : 5;
    const n = Math.max(1, Math.floor((tickets * (nth + 1)) / (ASKED + 1) / every)) * every;
    return questions.ask(TicketMessages, { id: idOf('ticket', n), limit: 50 }, viewer);
  },
  search: (questions, nth, tickets) =>
    questions.ask(SearchFind, searches[pick(searchNames, nth)]?.(nth, tickets) ?? { q: '' }, viewer),
};

function pick<T>(items: readonly [T, ...T[]] | readonly T[], nth: number): T {
  const item = items[nth % items.length];
  if (item === undefined) throw new Error('nothing to pick from');
  return item;
}

/** The script that the page needs before anything is shown, compressed. */
async function firstLoadKb(): Promise<number> {
  const page = await readFile(join(dist, 'index.html'), 'utf8');
  const files = await readdir(join(dist, 'assets'));
  const first = files.filter((file) => file.endsWith('.js') && page.includes(file));
  const sizes = await Promise.all(
    first.map(async (file) => gzipSync(await readFile(join(dist, 'assets', file))).length),
  );
  return sizes.reduce((sum, size) => sum + size, 0) / 1_024;
}

const shown = (took: Took | undefined): string =>
  took ? `${took.p50Ms.toFixed(1)} / ${took.p95Ms.toFixed(1)} ms` : '';

function report({ took: small, ...one }: Measured, { took: large, ...other }: Measured, page: OnPage): Report {
  const { scriptKb, scrolled } = page;
  const growth = (kind: Kind): number => large[kind].p95Ms / small[kind].p95Ms;
  const ratio = Math.max(growth('list'), growth('thread'));
  const hasLongTasks = scrolled.tickets.longTasks + scrolled.comments.longTasks > 0;
  const isReached =
    kinds.every((kind) => large[kind].p95Ms <= barsMs[kind]) &&
    ratio <= MOST_GROWTH &&
    scriptKb <= MOST_SCRIPT_KB &&
    !hasLongTasks;
  const limits = kinds.map((kind) => `${kind} ${barsMs[kind]} ms`).join(', ');
  const bar: Bar = {
    says: `p95 at most ${limits}; list and thread at most ${MOST_GROWTH} times those of the small archive; script ${MOST_SCRIPT_KB} KB; no task of over 50 ms of work while scrolling`,
    isReached,
  };
  return {
    bench: 'inbox',
    what: `Asked of ticketing in the largest of 50 workspaces, ${LARGE.toLocaleString('en')} tickets beside ${SMALL.toLocaleString('en')}`,
    columns: ['large', 'small'],
    rows: [
      ...kinds.map((kind) => ({ what: `${kind}, p50 / p95`, ours: shown(large[kind]), beside: shown(small[kind]) })),
      ...searchNames.map((name) => ({
        what: `  ${name}`,
        ours: shown(other.searches[name]),
        beside: shown(one.searches[name]),
      })),
      { what: 'script of the first load, compressed', ours: `${Math.round(scriptKb)} KB` },
      ...(['tickets', 'comments'] as const).map((list) => ({
        what: `longest task over ${scrolled[list].rows.toLocaleString('en')} ${list}, of work / by the clock`,
        ours: `${Math.round(scrolled[list].longestMs)} / ${Math.round(scrolled[list].longestByClockMs)} ms`,
      })),
    ],
    ratio,
    bar,
    accounts: [...one.accounts, ...other.accounts],
    isComplete: one.addsUp && other.addsUp && Math.min(scrolled.tickets.rows, scrolled.comments.rows) >= SCROLLED,
    figures: { small, large, smallSearches: one.searches, largeSearches: other.searches, ...page },
  };
}
