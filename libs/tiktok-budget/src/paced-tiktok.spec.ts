import { Database } from '@duet/database';
import { until } from '@duet/testing';
import { createTikTokClient, sendSenderAction, TikTokRateLimited, TIKTOK_BASE_URL } from '@duet/tiktok-api';
import { Client } from 'pg';
import { Response } from 'undici';
import { Books, CALLER, HIDE } from '../test/books.ts';
import { PacedTikTok, RateBudget, TurnLater } from './index.ts';

const access = { businessId: 'a', accessToken: 'token' };
const typing = { conversationId: 'c', action: 'typing' } as const;
/** Between two turns of the app. */
const STEP_MS = 125;
const log = { info: () => undefined, warn: () => undefined, error: () => undefined };

let books: Books;
let database: Database;
/** When calls reached TikTok. */
let arrivals: number[];
let answer: { code: number; message: string };
let tiktok: PacedTikTok;

beforeAll(async () => {
  books = await Books.open();
  database = await Database.connect({ url: books.callerUrl, schema: CALLER });
});

beforeEach(async () => {
  await books.clear();
  arrivals = [];
  answer = { code: 0, message: 'OK' };
  tiktok = paced(database);
});

afterEach(() => tiktok.close());

afterAll(async () => {
  await database.close();
  await books.close();
});

function paced(over: Database): PacedTikTok {
  const client = createTikTokClient({
    baseUrl: TIKTOK_BASE_URL,
    clientKey: 'key',
    clientSecret: 'secret',
    timeoutMs: 1_000,
    fetch: () => {
      arrivals.push(performance.now());
      return Promise.resolve(new Response(JSON.stringify(answer)));
    },
  });
  return new PacedTikTok(client, new RateBudget(over, 'app'), log);
}

const call = (work: string, patienceMs: number): Promise<void> =>
  sendSenderAction(tiktok.for({ priority: 'reply', work, patienceMs }), access, typing);

test('H17: calls at the same moment leave one after the other', async () => {
  await Promise.all(['one', 'two', 'three', 'four'].map((work) => call(work, 5_000)));
  const gaps = arrivals.slice(1).map((at, index) => at - (arrivals[index] ?? 0));
  expect(gaps).toHaveLength(3);
  expect((arrivals[3] ?? 0) - (arrivals[0] ?? 0)).toBeGreaterThan(2 * STEP_MS);
});

test('H17: a turn beyond the patience of the caller is told, and nothing is called', async () => {
  await call('first', 0);
  const refused = await call('second', 0).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(TurnLater);
  expect(refused).toMatchObject({ performed: 'no', retry: { afterMs: expect.any(Number) } });
  expect(arrivals).toHaveLength(1);
});

test('H17: a budget that cannot be asked lets nothing through', async () => {
  const away = await Database.connect({ url: books.callerUrl, schema: CALLER });
  await away.close();
  tiktok = paced(away);
  const calls = await Promise.allSettled(Array.from({ length: 20 }, (_, index) => call(`call ${index}`, 1_000)));
  expect(calls.every((call) => call.status === 'rejected' && call.reason instanceof TurnLater)).toBe(true);
  expect(arrivals).toEqual([]);
});

test('H17: turns that a slow database grants all at once are not used all at once', async () => {
  const blocker = new Client({ connectionString: books.callerUrl });
  await blocker.connect();
  await blocker.query(`SELECT pg_advisory_lock(hashtext('tiktok_budget'), hashtext('app'))`);
  const asked: Promise<void>[] = [];
  for (let index = 0; index < 8; index += 1) {
    const askedAt = performance.now();
    asked.push(call(`call ${index}`, 5_000));
    await until('it waits and another turn would be open', async () => {
      const waiting = await waitingForLock();
      return waiting === index + 1 && performance.now() - askedAt > STEP_MS;
    });
  }
  await blocker.end();
  await Promise.all(asked);
  expect(arrivals).toHaveLength(8);
  expect((arrivals[7] ?? 0) - (arrivals[0] ?? 0)).toBeGreaterThan(6 * STEP_MS);
});

test('H17: "too often" from TikTok closes the endpoint for all', async () => {
  answer = { code: 40100, message: 'Too many requests.' };
  await expect(call('first', 0)).rejects.toThrow(TikTokRateLimited);
  answer = { code: 0, message: 'OK' };
  const refused = await call('second', 200).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(TurnLater);
  await call('second', 5_000);
  expect((arrivals[1] ?? 0) - (arrivals[0] ?? 0)).toBeGreaterThan(900);
});

test('H17: the pace of comments is told for each account and for the app, and when the next turn is', async () => {
  const budget = new RateBudget(database, 'app');
  await budget.take({ priority: 'moderation', work: 'hide', account: 'a', endpoint: HIDE });
  await budget.close({ account: 'a', endpoint: HIDE });
  const paces = await budget.pace(['a', 'b'], HIDE);
  expect(paces.map(({ account, stepMs }) => [account, stepMs]).toSorted()).toEqual([
    ['', 125],
    ['a', 1_875],
    ['b', 1_875],
  ]);
  const opensInMs = (of: string): number => paces.find(({ account }) => account === of)?.opensInMs ?? Number.NaN;
  expect(opensInMs('a')).toBeGreaterThan(0);
  expect(opensInMs('b')).toBe(0);
});

async function waitingForLock(): Promise<number> {
  const rows = await database.query<{ count: string }>(
    `SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted`,
  );
  return Number(rows[0]?.count);
}
