import { newId } from '@duet/contracts';
import { System, until } from '@duet/testing';
import type { Action } from '@duet/tiktok-simulator';
import { freshTicket } from './fresh-ticket.ts';
import { impatientDelivery } from './impatient-delivery.ts';
import { Random } from './random.ts';

const RUNS = Number(process.env['DUET_RUNS'] ?? 100);
const SEND = '/business/message/send/';
const REPLY = '/business/comment/reply/create/';

const random = new Random(Number(process.env['DUET_SEED'] ?? Date.now() % 1_000_000_007));

/** How a send is disturbed between TikTok's acceptance and our commit. */
const disturbances = [
  'lost response',
  'echo before the lost response',
  'answered, then killed',
  'claimed, then killed',
] as const;
type Disturbance = (typeof disturbances)[number];

const failpoints: Partial<Record<Disturbance, string>> = {
  'answered, then killed': 'delivery.answered',
  'claimed, then killed': 'delivery.claimed',
};

interface Intent {
  readonly disturbance: Disturbance;
  readonly text: string;
  readonly messageId: string;
}

let system: System;

beforeAll(async () => {
  process.stdout.write(`unknown outcomes: seed ${random.seed}, ${RUNS} runs\n`);
  system = await System.start({ environment: { delivery: impatientDelivery } });
  await system.simulator.settings({
    echoDelay: { min: 0, max: 2_000 },
    echoBeforeResponse: 0.3,
    retryScale: 0.01,
    ownCommentPublicDelay: { min: 0, max: 50 },
  });
  await system.connectTikTok();
}, 120_000);

afterAll(() => system.stop());

test(
  `H14: ${RUNS} of ${RUNS} sends whose outcome was lost reached TikTok at most once and end with the truth`,
  async () => {
    const customers = await makeCustomers(10);
    const intents: Intent[] = [];
    for (let run = 0; run < RUNS; run += 1) {
      const disturbance = random.pick(disturbances);
      const ticketId = await freshTicket(system, await asks(random.pick(customers)));
      intents.push(await disturbed(disturbance, ticketId));
    }
    await until('every outcome is known', async () => (await open(intents)).length === 0, 60_000);
    const states = await outcomes(intents);
    const ledger = await texts();
    const wrong = intents.filter(({ text, messageId }) => {
      const times = ledger.filter((sent) => sent === text).length;
      return times > 1 || (states.get(messageId) === 'sent') !== (times === 1);
    });
    const summary = [...Map.groupBy(intents, ({ disturbance }) => disturbance)].map(
      ([kind, group]) => `${kind} ${group.length}`,
    );
    process.stdout.write(
      `${summary.join(', ')}; at TikTok ${intents.filter(({ text }) => ledger.includes(text)).length}\n`,
    );
    expect(wrong).toEqual([]);
  },
  120_000 + RUNS * 10_000,
);

async function disturbed(disturbance: Disturbance, ticketId: string): Promise<Intent> {
  const failpoint = failpoints[disturbance];
  const delivery = system.program('delivery');
  if (failpoint) {
    await delivery.stop();
    await delivery.start({ DUET_FAILPOINT: failpoint });
  } else {
    for (const endpoint of [SEND, REPLY]) await system.simulator.fault({ kind: 'lost_response', endpoint, count: 1 });
    if (disturbance === 'echo before the lost response')
      await system.simulator.fault({ kind: 'echo_before_response', count: 1 });
  }
  const text = `run ${newId()}`;
  const { status, body } = await system.api.post(`/tickets/${ticketId}/messages`, { text });
  if (status !== 202) throw new Error(`the reply was refused: ${JSON.stringify(body)}`);
  const intent = { disturbance, text, messageId: String(body['id']) };
  if (failpoint) {
    await delivery.ended();
    await delivery.start();
  } else {
    await until(
      'TikTok was called',
      async () => (await state(intent)) !== 'queued' && (await state(intent)) !== 'sending',
    );
    await system.simulator.clearFaults();
  }
  return intent;
}

async function asks(customer: string): Promise<(text: string) => Action> {
  if (random.next() >= 0.3) return (text) => ({ do: 'dm', customer, text });
  const post = random.pick(await system.simulator.get<{ itemId: string }[]>('/posts')).itemId;
  return (text) => ({ do: 'comment', customer, post, text });
}

async function makeCustomers(count: number): Promise<string[]> {
  const names = Array.from({ length: count }, (_, index) => `customer_${index}`);
  for (const username of names) await system.simulator.customer({ username });
  return names;
}

async function texts(): Promise<string[]> {
  const sends = await system.simulator.ledger({ kind: 'message.send', limit: 100_000 });
  const replies = await system.simulator.ledger({ kind: 'comment.reply', limit: 100_000 });
  return [...sends, ...replies].map(({ text }) => text ?? '');
}

async function outcomes(intents: readonly Intent[]): Promise<Map<string, string>> {
  const rows = await system.sql<{ id: string; state: string }>(
    'SELECT id, state FROM delivery.outbound WHERE id = ANY($1)',
    [intents.map(({ messageId }) => messageId)],
  );
  return new Map(rows.map(({ id, state: outcome }) => [id, outcome]));
}

const state = async (intent: Intent): Promise<string> => (await outcomes([intent])).get(intent.messageId) ?? 'queued';

const open = async (intents: readonly Intent[]): Promise<Intent[]> => {
  const known = await outcomes(intents);
  return intents.filter(({ messageId }) => !['sent', 'failed'].includes(known.get(messageId) ?? ''));
};
