import { InfiniteQueryObserver, QueryClient, QueryObserver } from '@tanstack/react-query';
import fc from 'fast-check';
import { BrokenLine, type Break } from '../../test/broken-line.ts';
import { type Happening, happenings, ModelServer } from '../../test/model-server.ts';
import { ids } from '../samples.ts';
import { openEventStream } from './event-stream.ts';
import { LiveCache } from './live-cache.ts';
import { firstPage, messagesOf, type ThreadPages, type TicketPages, ticketsOf } from './live-patches.ts';
import { LiveLog } from './live-log.ts';
import { hearing } from './live-signals.ts';
import { keys } from './query-keys.ts';
import { TicketFilter } from './ticket-filter.ts';

const RUNS = 50;
const DISCONNECTS = 20;
/** Fewer than may happen while the line is down. */
const KEPT_EVENTS = 15;
const TICKETS = 12;
/** Longer than any wait before somebody tries again. */
const SETTLED_MS = 60_000;

const { jest } = import.meta;
beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

interface Interruption {
  readonly before: readonly Step[];
  readonly during: readonly Step[];
  readonly how: Break;
  readonly downMs: number;
  readonly after: readonly Step[];
}
type Step = readonly [what: Happening, chance: number, thenMs: number];

const steps = (maxLength: number): fc.Arbitrary<Step[]> =>
  fc.array(fc.tuple(fc.constantFrom(...happenings), fc.nat({ max: 1_000 }), fc.nat({ max: 400 })), { maxLength });
const interruption: fc.Arbitrary<Interruption> = fc.record({
  before: steps(6),
  during: steps(20),
  how: fc.constantFrom<Break>('dropped', 'refused'),
  downMs: fc.nat({ max: 8_000 }),
  after: steps(6),
});

const views = { all: { show: 'all' }, unreplied: { show: 'unreplied' }, mine: { show: 'all', who: 'mine' } } as const;
const filters = (Object.keys(views) as (keyof typeof views)[]).map((view) => ({
  view,
  queryKey: keys.tickets(TicketFilter.parse(views[view])),
}));

/** A page that shows lists, threads, tickets and counts, on a line that breaks. */
class Page {
  readonly server = new ModelServer(KEPT_EVENTS);
  readonly line: BrokenLine;
  readonly #client = new QueryClient({
    defaultOptions: { queries: { retry: 2, staleTime: Infinity, networkMode: 'always' } },
  });
  readonly #shown: { readonly id: string; readonly conversationId: string }[] = [];
  readonly #leave: (() => void)[] = [];

  constructor(latency: () => number) {
    this.line = new BrokenLine(this.server, latency);
    for (let n = 0; n < TICKETS; n++) this.server.happen('opens', n);
    this.#shown.push(...this.server.list('all').slice(0, 3));
    Object.assign(globalThis, { EventSource: this.line.sourceClass() });
    const cache = new LiveCache(this.#client, ids.me, new LiveLog(), (id) =>
      this.line.ask(() => this.server.ticket(id)),
    );
    this.#leave.push(
      cache.keepAnswersCurrent(),
      openEventStream(hearing(cache, { status: () => undefined, refused: () => undefined })),
      ...this.#show(),
    );
  }

  leave(): void {
    for (const stop of this.#leave) stop();
    this.#client.clear();
  }

  async live(told: readonly Step[]): Promise<void> {
    for (const [what, chance, thenMs] of told) {
      this.server.happen(what, chance);
      await jest.advanceTimersByTimeAsync(thenMs);
    }
  }

  /** What it shows beside what the server would answer now. */
  differences(): { readonly shown: unknown; readonly is: unknown }[] {
    const held = <T>(queryKey: readonly unknown[]): T | undefined => this.#client.getQueryData<T>(queryKey);
    const lists = filters.map(({ view, queryKey }) => {
      const pages = held<TicketPages>(queryKey);
      const shown = pages ? ticketsOf(pages) : [];
      const all = this.server.list(view);
      return { shown, is: pages?.pages.at(-1)?.nextCursor === null ? all : all.slice(0, shown.length) };
    });
    const threads = this.#shown.map(({ conversationId }) => {
      const pages = held<ThreadPages>(keys.thread(conversationId));
      const shown = pages ? messagesOf(pages) : [];
      const all = this.server.thread(conversationId);
      return { shown, is: pages?.pages.at(-1)?.nextCursor === null ? all : all.slice(-shown.length) };
    });
    const tickets = this.#shown.map(({ id }) => ({ shown: held(keys.ticket(id)), is: this.server.ticket(id) }));
    return [...lists, ...threads, ...tickets, { shown: held(keys.counts('any')), is: this.server.counts() }];
  }

  #show(): (() => void)[] {
    const { server, line } = this;
    const paged = <T extends { nextCursor: string | null }>(
      queryKey: readonly unknown[],
      answer: (cursor: string | undefined) => T,
    ) =>
      new InfiniteQueryObserver(this.#client, {
        queryKey,
        queryFn: ({ pageParam }) => line.ask(() => answer(pageParam)),
        initialPageParam: firstPage(),
        getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
      }).subscribe(() => undefined);
    const single = (queryKey: readonly unknown[], answer: () => unknown) =>
      new QueryObserver(this.#client, { queryKey, queryFn: () => line.ask(answer) }).subscribe(() => undefined);
    return [
      ...filters.map(({ view, queryKey }) => paged(queryKey, (cursor) => server.listPage(view, cursor))),
      ...this.#shown.flatMap(({ id, conversationId }) => [
        paged(keys.thread(conversationId), (cursor) => server.threadPage(conversationId, cursor)),
        single(keys.ticket(id), () => server.ticket(id)),
      ]),
      single(keys.counts('any'), () => server.counts()),
    ];
  }
}

test(`H20, INB-16: after each of ${RUNS * DISCONNECTS} random disconnects the page ends up showing what the server holds`, async () => {
  const chance = fc.infiniteStream(fc.nat({ max: 300 }));
  const interruptions = fc.array(interruption, { minLength: DISCONNECTS, maxLength: DISCONNECTS });
  const seed = Number(process.env['DUET_SEED'] ?? Date.now() % 1_000_000_000);
  process.stdout.write(`live disconnects: seed ${seed}\n`);
  await fc.assert(
    fc.asyncProperty(interruptions, chance, async (told, latencies) => {
      const page = new Page(() => latencies.next().value);
      try {
        for (const { before, during, how, downMs, after } of told) {
          await page.live(before);
          page.line.break(how);
          await page.live(during);
          await jest.advanceTimersByTimeAsync(downMs);
          page.line.mend();
          await page.live(after);
          await jest.advanceTimersByTimeAsync(SETTLED_MS);
          for (const { shown, is } of page.differences()) expect(shown).toEqual(is);
        }
      } finally {
        page.leave();
      }
    }),
    { numRuns: RUNS, seed },
  );
}, 600_000);
