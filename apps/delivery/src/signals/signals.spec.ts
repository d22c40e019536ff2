import { type Signal, SignalShow } from '@duet/contracts';
import { until } from '@duet/testing';
import { accountId, agent, messenger, World } from '../testing/world.ts';

const SEND = '/business/message/send/';

let world: World;

beforeEach(async () => {
  world = await World.start({}, 2);
});

afterEach(() => world.stop());

const show = (conversationId: string, signal: Signal) =>
  world.harness.ask(SignalShow, { accountId, channelId: messenger, conversationId, signal }, agent);

const shown = async (): Promise<string[]> => (await world.simulator.control.ledger()).map(({ kind }) => kind);

/** A signal may be dropped on a busy machine: as in the inbox, the next one follows. */
const showUntil = (conversationId: string, signal: Signal, holds: () => Promise<boolean>) =>
  until(`${signal} is shown`, async () => {
    await show(conversationId, signal);
    return holds();
  });

test('H17: TikTok is told of typing once in a few seconds, however often and through however many replicas', async () => {
  const { conversationId } = await world.customerWrites('ana_pe');
  const begunAt = performance.now();
  await Promise.all(Array.from({ length: 20 }, () => show(conversationId, 'typing')));
  await showUntil(conversationId, 'typing', async () => (await shown()).length > 0);
  const spans = Math.ceil((performance.now() - begunAt) / 4_000);
  expect((await shown()).length).toBeLessThanOrEqual(spans);
});

test('each conversation has signals of its own, and each signal its own span', async () => {
  const first = await world.customerWrites('ana_pe');
  const second = await world.customerWrites('bo_mx');
  const told = async (kind: 'message.typing' | 'message.mark_read', conversationId: string) =>
    (await world.ledger(kind)).some(({ target }) => target['conversationId'] === conversationId);
  for (const { conversationId } of [first, second]) {
    await showUntil(conversationId, 'typing', () => told('message.typing', conversationId));
    await showUntil(conversationId, 'read', () => told('message.mark_read', conversationId));
  }
});

test.each([
  ['is away', { kind: 'http_error', endpoint: SEND, count: 1, performed: false }],
  ['says too often', { kind: 'refuse', endpoint: SEND, count: 1 }],
] as const)('H17: a signal is lost while TikTok %s, and the reply after it is not', async (_case, fault) => {
  const { conversationId } = await world.customerWrites('ana_pe');
  await world.simulator.control.fault(fault);
  const requests = () => world.simulator.control.requests({ path: SEND });
  await showUntil(conversationId, 'typing', async () => (await requests()).length > 0);
  const messageId = await world.command(conversationId, 'a reply');
  await until('sent', async () => (await world.outbound(messageId)).state === 'sent');
  expect(await shown()).toEqual(['message.send']);
});

test('H17: without a turn the signal is dropped, not queued', async () => {
  const { conversationId } = await world.customerWrites('ana_pe');
  await world.harness.sql(
    `INSERT INTO tiktok_budget.buckets (app, account, endpoint, open_at) VALUES ('7600000000000000001', '', '', now() + interval '1 s')`,
  );
  await show(conversationId, 'typing');
  const messageId = await world.command(conversationId, 'waits for its turn');
  await until('sent', async () => (await world.outbound(messageId)).state === 'sent');
  expect(await shown()).toEqual(['message.send']);
});
