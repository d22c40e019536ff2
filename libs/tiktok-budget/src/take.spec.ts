import fc from 'fast-check';
import { Books, type Call, fullestWindow, HIDE, type Job, LIST, SEND } from '../test/books.ts';
import type { Priority } from './index.ts';

const SECOND = 1_000;
const MINUTE = 60_000;
const accounts = ['a', 'b', 'c'] as const;

let books: Books;

beforeAll(async () => {
  books = await Books.open();
});

beforeEach(() => books.clear());

afterAll(() => books.close());

const many = (count: number, job: Omit<Job, 'work' | 'at'>, at = 0): Job[] =>
  Array.from({ length: count }, (_, index) => ({
    ...job,
    at,
    work: `${job.account} ${job.endpoint} ${job.priority} ${at} ${String(index).padStart(4, '0')}`,
  }));

const accountEndpoint = ({ account, endpoint }: Call): string => `${account} ${endpoint}`;

function expectWithinLimits(calls: readonly Call[]): void {
  expect(fullestWindow(calls, SECOND)).toBeLessThanOrEqual(10);
  expect(fullestWindow(calls, MINUTE)).toBeLessThanOrEqual(600);
  for (const [place, some] of Map.groupBy(calls, accountEndpoint)) {
    if (!place.includes('/comment/')) continue;
    expect(fullestWindow(some, MINUTE)).toBeLessThanOrEqual(40);
  }
}

test('H17: three saturated accounts stay within every limit and use four fifths of it', async () => {
  const jobs = accounts.flatMap((account) => [
    ...many(70, { account, endpoint: HIDE, priority: 'moderation' }),
    ...many(320, { account, endpoint: SEND, priority: 'reply' }),
    ...many(70, { account, endpoint: LIST, priority: 'enrichment' }),
  ]);
  const calls = await books.run(jobs, 2 * MINUTE, (turn) => (turn * 7) % 25);
  expectWithinLimits(calls);
  expect(calls.length).toBeGreaterThan(0.9 * 0.8 * 600 * 2);
  for (const account of accounts) {
    const hides = calls.filter((call) => call.account === account && call.endpoint === HIDE);
    expect(hides.length).toBeGreaterThan(0.95 * 0.8 * 40 * 2);
  }
});

test('H17: whatever is asked for and whenever, no window is over a limit', async () => {
  const priorities: Priority[] = ['access', 'moderation', 'moderation-bulk', 'reply', 'read', 'signal', 'healing'];
  const arrivals = fc.array(
    fc.record({
      account: fc.constantFrom(...accounts),
      endpoint: fc.constantFrom(HIDE, LIST, SEND),
      priority: fc.constantFrom(...priorities),
      at: fc.nat({ max: 30 * SECOND }),
    }),
    { minLength: 40, maxLength: 200 },
  );
  await fc.assert(
    fc.asyncProperty(arrivals, fc.nat({ max: 60 }), async (given, late) => {
      await books.clear();
      const jobs = given.map((job, index) => ({ ...job, work: `work ${index}` }));
      expectWithinLimits(await books.run(jobs, 2 * MINUTE, (turn) => (turn * 13) % (late + 1)));
    }),
    { numRuns: 15 },
  );
});

test('a quiet endpoint lets a few calls through at the pace of the app, and then one every 1.875 seconds', async () => {
  const calls = await books.run(many(12, { account: 'a', endpoint: HIDE, priority: 'moderation' }), MINUTE);
  const gaps = calls.slice(1).map(({ grantedAt }, index) => grantedAt - (calls[index]?.grantedAt ?? 0));
  expect(Math.max(...gaps.slice(0, 5))).toBeLessThanOrEqual(130);
  expect(Math.min(...gaps.slice(7))).toBeGreaterThanOrEqual(1_870);
});

test('H17: what is more urgent overtakes, and within a class a person overtakes what nobody waits for', async () => {
  const order: Priority[] = [
    'access',
    'moderation',
    'moderation-bulk',
    'reply',
    'reply-bulk',
    'read',
    'enrichment',
    'healing',
  ];
  const jobs = order
    .toReversed()
    .flatMap((priority, index) => many(4, { account: 'a', endpoint: SEND, priority }, index));
  const calls = await books.run(jobs, MINUTE, (turn) => turn % 20);
  const ranks = calls.slice(1).map(({ priority }) => order.indexOf(priority));
  expect(calls).toHaveLength(jobs.length);
  expect(ranks).toEqual(ranks.toSorted((a, b) => a - b));
});

test('H17: a hide that comes while healing fills the app has the next turn', async () => {
  const healing = many(200, { account: 'a', endpoint: LIST, priority: 'healing' });
  const hides = Array.from({ length: 10 }, (_, index) =>
    many(1, { account: 'b', endpoint: HIDE, priority: 'moderation' }, 5 * SECOND + index * 3 * SECOND),
  ).flat();
  const calls = await books.run([...healing, ...hides], MINUTE, (turn) => turn % 20);
  const waits = calls.filter(({ endpoint }) => endpoint === HIDE).map(({ grantedAt, at }) => grantedAt - at);
  expect(waits).toHaveLength(10);
  expect(Math.max(...waits)).toBeLessThan(200);
});

test('H17: accounts that want the same take turns, however many wait for one of them', async () => {
  const jobs = [
    ...many(300, { account: 'a', endpoint: SEND, priority: 'reply' }),
    ...many(20, { account: 'b', endpoint: SEND, priority: 'reply' }, 5 * SECOND),
    ...many(20, { account: 'c', endpoint: SEND, priority: 'reply' }, 5 * SECOND),
  ];
  const calls = await books.run(jobs, MINUTE, (turn) => turn % 15);
  const after = calls.filter(({ grantedAt }) => grantedAt >= 5.5 * SECOND).slice(0, 45);
  const counts = accounts.map((account) => after.filter((call) => call.account === account).length);
  expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(4);
  const last = calls.findLast(({ account }) => account === 'c');
  expect(last?.grantedAt).toBeLessThan(15 * SECOND);
});

test('H17: healing takes at most three tenths of the budget, also while nobody else wants it', async () => {
  const jobs = accounts.flatMap((account) => many(200, { account, endpoint: SEND, priority: 'healing' }));
  const calls = await books.run(jobs, MINUTE);
  expect(calls.length).toBeLessThanOrEqual(0.3 * 0.8 * 600 + 1);
  expect(calls.length).toBeGreaterThan(0.28 * 0.8 * 600);
});

test('H17: while replies fill the budget healing is let through every ten seconds, and a hide still goes first', async () => {
  const replies = accounts.flatMap((account) => many(400, { account, endpoint: SEND, priority: 'reply' }));
  const healing = accounts.flatMap((account) => many(20, { account, endpoint: LIST, priority: 'healing' }));
  const hides = Array.from({ length: 10 }, (_, index) =>
    many(1, { account: 'b', endpoint: HIDE, priority: 'moderation' }, 9 * SECOND + index * 3 * SECOND),
  ).flat();
  const calls = await books.run([...replies, ...healing, ...hides], MINUTE, (turn) => turn % 20);
  const heals = calls.filter(({ endpoint }) => endpoint === LIST);
  expect(heals.length).toBeGreaterThanOrEqual(4);
  expect(heals.length).toBeLessThanOrEqual(6);
  expect(new Set(heals.map(({ account }) => account)).size).toBe(accounts.length);
  const waits = calls.filter(({ endpoint }) => endpoint === HIDE).map(({ grantedAt, at }) => grantedAt - at);
  expect(Math.max(...waits)).toBeLessThan(200);
  expect(calls.filter(({ endpoint }) => endpoint === SEND).length).toBeGreaterThan(0.9 * 0.8 * 600);
  expectWithinLimits(calls);
});

test('H17: typing and seen marks are dropped, not queued: they hold nobody up', async () => {
  await books.take({ account: 'a', endpoint: SEND, priority: 'reply', work: 'first' }, 0);
  expect(await books.take({ account: 'a', endpoint: SEND, priority: 'signal', work: 'typing' }, 10)).toBeGreaterThan(
    10,
  );
  expect(await books.take({ account: 'a', endpoint: SEND, priority: 'healing', work: 'list' }, 200)).toBeNull();
});

test('who does not come back is waited for a moment only', async () => {
  await books.take({ account: 'a', endpoint: SEND, priority: 'reply', work: 'first' }, 0);
  const promised = await books.take({ account: 'a', endpoint: SEND, priority: 'reply', work: 'its process died' }, 10);
  const bulk = { account: 'b', endpoint: SEND, priority: 'healing', work: 'list' } as const;
  expect(await books.take(bulk, (promised ?? 0) + 10)).not.toBeNull();
  expect(await books.take(bulk, (promised ?? 0) + 310)).toBeNull();
});

test('what waits for its own endpoint does not hold up another account', async () => {
  await books.run(many(40, { account: 'a', endpoint: HIDE, priority: 'moderation' }), 20 * SECOND);
  const retryAt = await books.take({ account: 'b', endpoint: SEND, priority: 'reply', work: 'reply' }, 20 * SECOND);
  expect((retryAt ?? 0) - 20 * SECOND).toBeLessThan(300);
});

test('TikTok\'s "too often" stops the endpoint, longer each time it goes on, and the app for a second', async () => {
  const other = { account: 'b', endpoint: SEND, priority: 'reply' } as const;
  const pauses: number[] = [];
  let now = 0;
  for (let refusal = 0; refusal < 11; refusal += 1) {
    await books.tooOften('a', HIDE, now);
    const hide = many(1, { account: 'a', endpoint: HIDE, priority: 'moderation' }, now);
    const [free, opened] = await books.run([...hide, ...many(1, other, now)], now + 10 * MINUTE);
    expect((free?.grantedAt ?? now) - now).toBeLessThanOrEqual(1_200);
    pauses.push(Math.round(((opened?.grantedAt ?? 0) - now) / SECOND));
    now = (opened?.grantedAt ?? 0) + 200;
  }
  expect(pauses).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300]);
  await books.tooOften('a', HIDE, now + 30 * MINUTE);
  const retryAt = await books.take(
    { account: 'a', endpoint: HIDE, priority: 'moderation', work: 'later' },
    now + 30 * MINUTE,
  );
  expect((retryAt ?? 0) - now - 30 * MINUTE).toBeLessThanOrEqual(SECOND);
});

test('H21: services may take turns and look into no book', async () => {
  await expect(books.asCaller('SELECT * FROM tiktok_budget.limits')).rejects.toThrow('permission denied');
  await expect(books.asCaller('DELETE FROM tiktok_budget.buckets')).rejects.toThrow('permission denied');
  await expect(books.asCaller(`SELECT tiktok_budget.spend('app', '', '', '0', '0', now())`)).rejects.toThrow(
    'permission denied',
  );
});

test('a class that the budget does not know is an error, not a free call', async () => {
  const asked = books.asCaller(`SELECT tiktok_budget.take('app', 'a', '${SEND}', 'whatever', 'w', now())`);
  await expect(asked).rejects.toThrow('no class whatever');
});
