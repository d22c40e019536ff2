import { System, until } from '@duet/testing';
import { type Accounts, readAccounts, unrest } from './accounting.ts';
import { Load, pause } from './load.ts';
import { Nemesis, type Victim } from './nemesis.ts';
import { Random } from './random.ts';

const SECONDS = Number(process.env['DUET_CRASH_SECONDS'] ?? 90);
const SETTLE_MS = 120_000;
const ROUNDS = 3;

const random = new Random(Number(process.env['DUET_SEED'] ?? Date.now() % 1_000_000_007));

test(`nothing is lost and nothing goes out twice while every part is killed at work (seed ${random.seed})`, async () => {
  process.stdout.write(`crash accounting: seed ${random.seed}, ${SECONDS} s\n`);
  const system = await System.start({
    environment: {
      delivery: {
        SEND_TIMEOUT_MS: '4000',
        SEND_LEASE_MS: '12000',
        PROOF_AFTER_MS: '20000',
        PROOF_RETRY_MS: '3000',
        LANE_HOLD_MS: '30000',
      },
    },
  });
  let passed = false;
  try {
    await prepare(system);
    const load = new Load(system, random, {
      customers: await names(system),
      posts: (await system.simulator.get<{ itemId: string }[]>('/posts')).map(({ itemId }) => itemId),
      webhooksPerSecond: 60,
      sendsPerSecond: 10,
    });
    const nemesis = new Nemesis(system, random);
    const end = performance.now() + SECONDS * 1_000;
    load.start();
    await pause(5_000);
    for (const victim of victims()) await nemesis.strike(victim);
    const lastKill = performance.now();
    await pause(Math.max(0, end - performance.now()));
    await load.stop();
    await system.simulator.retryDeliveriesNow();
    let waits: string[] = [];
    await until(
      'at rest',
      async () => {
        waits = await unrest(system).catch((error: unknown) => [String(error)]);
        await pause(500);
        return waits.length === 0;
      },
      SETTLE_MS + Math.max(0, lastKill - end),
    ).catch((error: unknown) => {
      throw new Error(`not at rest in time: ${waits.join('; ')}`, { cause: error });
    });
    const accounts = await readAccounts(system);
    report(nemesis, load, accounts);
    expect(nemesis.kills.filter(({ wasBusy }) => !wasBusy)).toEqual([]);
    expect(accounts.written.inThreads).toEqual(accounts.written.atTikTok);
    expect(accounts.sent.inLedger).toEqual(accounts.sent.atTikTok);
    expect(accounts.sent.inThreads).toEqual(accounts.sent.atTikTok);
    expect(new Set(accounts.textsAtTikTok).size).toBe(accounts.textsAtTikTok.length);
    expect(load.accepted.length).toBeGreaterThan(SECONDS);
    expect(accounts).toMatchObject({ observed: 0, deadLetters: 0, expiredLeases: 0 });
    passed = true;
  } finally {
    await system.stop({ keep: !passed });
    if (!passed) process.stdout.write(`kept for a look: ${system.folder}\n`);
  }
}, 900_000);

/** Each part three times, TikTok once, in an order that the seed decides. */
function victims(): Victim[] {
  const rounds = Array.from({ length: ROUNDS }, (): Victim[] =>
    random.shuffled(['ingestion', 'ingestion-worker', 'ticketing', 'delivery', 'broker', 'postgres']),
  );
  rounds[1]?.push('simulator');
  return rounds.flat();
}

async function prepare(system: System): Promise<void> {
  await system.simulator.settings({
    echoDelay: { min: 0, max: 400 },
    echoBeforeResponse: 0.2,
    retryScale: 0.05,
    ownCommentPublicDelay: { min: 50, max: 200 },
  });
  // More than TikTok allows anybody: here it is the crashes that are to be many.
  await system.sql('UPDATE tiktok_budget.limits SET calls = 1000 * calls');
  await system.connectTikTok();
  for (let index = 0; index < 120; index += 1) await system.simulator.customer({ username: `customer_${index}` });
  await learnOwnAuthorId(system);
  await system.simulator.fault({ kind: 'duplicate_webhook', probability: 0.15, seed: random.below(1_000_000) });
  await system.simulator.fault({ kind: 'reorder_webhooks', probability: 0.3, ms: 500, seed: random.below(1_000_000) });
}

/** The first own comment teaches under which id the account's comments come back. */
async function learnOwnAuthorId(system: System): Promise<void> {
  const [post] = await system.simulator.get<{ itemId: string }[]>('/posts');
  await system.simulator.act({ do: 'comment', customer: 'ana_pe', post: post?.itemId ?? '', text: 'first' });
  let ticketId = '';
  await until('the comment has its ticket', async () => {
    const { body } = await system.api.get('/tickets?channelType=tiktok_feed');
    const [ticket] = body['tickets'] as { id: string }[];
    ticketId = ticket?.id ?? '';
    return ticketId !== '';
  });
  await system.api.post(`/tickets/${ticketId}/messages`, { text: 'welcome' });
  await until(
    'the author id is known',
    async () => (await system.sql(`SELECT 1 FROM ingestion.routes WHERE comment_author_id IS NOT NULL`)).length > 0,
  );
}

const names = async (system: System): Promise<string[]> =>
  (await system.simulator.get<{ username: string }[]>('/customers'))
    .map(({ username }) => username)
    .filter((name) => name.startsWith('customer_'));

function report(nemesis: Nemesis, load: Load, { sent, unconfirmed }: Accounts): void {
  const kills = Map.groupBy(nemesis.kills, ({ part }) => part);
  const line = [...kills].map(([part, strikes]) => `${part} ${strikes.length}`).join(', ');
  process.stdout.write(
    `written ${load.written}, replies taken on ${load.accepted.length}, refused ${load.refused.length}, sent ${sent.atTikTok.length}, unconfirmed ${unconfirmed}; killed: ${line}\n`,
  );
}
