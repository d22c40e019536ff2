import { newId } from '@duet/contracts';
import { System, until } from '@duet/testing';
import { readAccounts, unrest } from './accounting.ts';
import { freshTicket } from './fresh-ticket.ts';
import { Random } from './random.ts';

const SEND = '/business/message/send/';
const REFRESH = '/tt_user/oauth2/refresh_token/';
const ACCOUNT = 'sim.store';
const OTHER_ACCOUNT = 'shop.two';
const CUSTOMERS = 12;
const REPLIES_EACH = 3;
const HANG_MS = 30_000;

const random = new Random(Number(process.env['DUET_SEED'] ?? Date.now() % 1_000_000_007));
let system: System;

beforeAll(async () => {
  process.stdout.write(`storms: seed ${random.seed}\n`);
  system = await System.start({
    environment: {
      delivery: {
        SEND_TIMEOUT_MS: '3000',
        SEND_LEASE_MS: '8000',
        PROOF_AFTER_MS: '1000',
        PROOF_RETRY_MS: '500',
        LANE_HOLD_MS: '8000',
      },
    },
  });
  await system.simulator.settings({ echoDelay: { min: 0, max: 500 }, retryScale: 0.05 });
  await system.simulator.account({ username: OTHER_ACCOUNT });
  await system.connectTikTok(ACCOUNT);
  await system.connectTikTok(OTHER_ACCOUNT);
}, 240_000);
afterAll(() => system.stop());

/** So many customers of the account write; the tickets that they open or go on with. */
async function askedBy(account: string, count: number): Promise<string[]> {
  const found: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const customer = `${account}_${index}`;
    await system.simulator.customer({ username: customer }).catch(() => undefined);
    found.push(await freshTicket(system, (text) => ({ do: 'dm', account, customer, text })));
  }
  return found;
}

interface Storm {
  readonly name: string;
  readonly fault: Omit<Parameters<System['simulator']['fault']>[0], 'seed'>;
}

const storms: readonly Storm[] = [
  { name: '500 from calls that took effect', fault: { kind: 'http_error', status: 500, performed: true, count: 8 } },
  { name: '503 from calls that did not', fault: { kind: 'http_error', status: 503, performed: false, count: 8 } },
  {
    name: '502 as HTML from calls that took effect',
    fault: { kind: 'http_error', html: true, performed: true, count: 8 },
  },
  {
    name: '502 as HTML from calls that did not',
    fault: { kind: 'http_error', html: true, performed: false, count: 8 },
  },
  { name: 'answers cut short', fault: { kind: 'truncated_response', probability: 0.5, count: 12 } },
];

test.each(storms)(
  'H14: after a storm of $name, both books agree and nothing went out twice',
  async ({ fault }) => {
    const tickets = await askedBy(ACCOUNT, CUSTOMERS);
    await system.simulator.fault({ ...fault, endpoint: SEND, seed: random.below(1_000_000) });
    await replyToAll(tickets, REPLIES_EACH);
    await untilAtRest();
    await system.simulator.clearFaults();
    await expectBooksToAgree();
  },
  120_000,
);

test('H17: while TikTok answers 40100 to everything few calls are made, and afterwards each reply leaves once', async () => {
  const tickets = await askedBy(ACCOUNT, CUSTOMERS);
  const since = Date.now();
  const refused = async (): Promise<number> =>
    (await system.simulator.requests({ path: SEND, since })).filter(({ code }) => code === 40100).length;
  await system.simulator.fault({ kind: 'refuse', code: 40100 });
  const sent = await replyToAll(tickets, REPLIES_EACH);
  await until('a few calls were refused', async () => (await refused()) >= 4);
  await system.simulator.clearFaults();
  const most = await refused();
  await untilAtRest();
  expect(await outcomes(sent)).toEqual(sent.map(() => 'sent'));
  expect(most).toBeLessThan(CUSTOMERS);
  await expectBooksToAgree();
}, 180_000);

test('H18: a token that ends in the middle of many sends is renewed once, and each leaves once', async () => {
  const tickets = await askedBy(ACCOUNT, CUSTOMERS);
  const since = Date.now();
  const replying = replyToAll(tickets, REPLIES_EACH);
  await until('some have left', async () => (await states(ACCOUNT)).includes('sent'));
  await system.simulator.expireTokens(ACCOUNT, 'access');
  await replying;
  await untilAtRest();
  expect(await system.simulator.requests({ path: REFRESH, since })).toHaveLength(1);
  await expectBooksToAgree();
}, 120_000);

test('H17: an account whose calls all hang for half a minute does not hold up another one', async () => {
  const tickets = await askedBy(ACCOUNT, CUSTOMERS);
  const others = await askedBy(OTHER_ACCOUNT, CUSTOMERS);
  await system.simulator.fault({ kind: 'hang', account: await openIdOf(OTHER_ACCOUNT), ms: HANG_MS });
  await replyToAll(others, 1);
  await until('calls hang', async () => (await states(OTHER_ACCOUNT)).includes('sending'));
  const sent = await replyToAll(tickets, REPLIES_EACH);
  await until('all of the other account have left', async () =>
    (await outcomes(sent)).every((state) => state === 'sent'),
  );
  expect(await states(OTHER_ACCOUNT)).not.toContain('sent');
  await system.simulator.clearFaults();
  await until('their outcomes are known', async () => !(await states(OTHER_ACCOUNT)).some(isOpen));
  await untilAtRest();
  await expectBooksToAgree();
}, 180_000);

const isOpen = (state: string): boolean => state !== 'sent' && state !== 'failed';

async function replyToAll(ticketIds: readonly string[], times: number): Promise<string[]> {
  const ids: string[] = [];
  for (let turn = 0; turn < times; turn += 1) {
    for (const ticketId of ticketIds) {
      const { status, body } = await system.api.post(`/tickets/${ticketId}/messages`, { text: `answer ${newId()}` });
      if (status !== 202) throw new Error(`the reply was refused: ${JSON.stringify(body)}`);
      ids.push(String(body['id']));
    }
  }
  return ids;
}

async function untilAtRest(): Promise<void> {
  let waits: string[] = [];
  const isAtRest = async (): Promise<boolean> => {
    waits = await unrest(system);
    return waits.length === 0;
  };
  await until('everything is at rest', isAtRest, 90_000).catch((error: unknown) => {
    throw new Error(`not at rest in time: ${waits.join('; ')}`, { cause: error });
  });
}

async function expectBooksToAgree(): Promise<void> {
  const { sent, textsAtTikTok, observed, unconfirmed, deadLetters } = await readAccounts(system);
  expect(sent.inLedger).toEqual(sent.atTikTok);
  expect(sent.inThreads).toEqual(sent.atTikTok);
  expect(new Set(textsAtTikTok).size).toBe(textsAtTikTok.length);
  expect({ observed, unconfirmed, deadLetters }).toEqual({ observed: 0, unconfirmed: 0, deadLetters: 0 });
}

/** Of all that was written to customers of the account. */
async function states(account: string): Promise<string[]> {
  const rows = await system.sql<{ state: string }>(
    `SELECT o.state FROM delivery.outbound o JOIN channels.accounts a ON a.id = o.account_id WHERE a.username = $1`,
    [account],
  );
  return rows.map(({ state }) => state);
}

async function outcomes(messageIds: readonly string[]): Promise<string[]> {
  const rows = await system.sql<{ state: string }>('SELECT state FROM delivery.outbound WHERE id = ANY($1)', [
    messageIds,
  ]);
  return rows.length === messageIds.length ? rows.map(({ state }) => state) : [];
}

async function openIdOf(account: string): Promise<string> {
  const [row] = await system.sql<{ open_id: string }>('SELECT open_id FROM channels.accounts WHERE username = $1', [
    account,
  ]);
  return row?.open_id ?? '';
}
