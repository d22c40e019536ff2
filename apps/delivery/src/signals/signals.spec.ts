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

test('H17: TikTok is told once of typing and once of reading, however often and through however many replicas', async () => {
  const { conversationId } = await world.customerWrites('ana_pe');
  await Promise.all(Array.from({ length: 20 }, (_, index) => show(conversationId, index % 2 ? 'typing' : 'read')));
  await until('both are shown', async () => (await shown()).length === 2);
  await world.command(conversationId, 'after the signals');
  await world.harness.drained();
  expect((await shown()).toSorted()).toEqual(['message.mark_read', 'message.send', 'message.typing']);
});

test('each conversation has signals of its own', async () => {
  const first = await world.customerWrites('ana_pe');
  const second = await world.customerWrites('bo_mx');
  await show(first.conversationId, 'typing');
  await show(second.conversationId, 'typing');
  await until('both are shown', async () => (await shown()).length === 2);
});

test.each([
  ['is away', { kind: 'http_error', endpoint: SEND, count: 1, performed: false }],
  ['says too often', { kind: 'refuse', endpoint: SEND, count: 1 }],
] as const)('H17: a signal is lost while TikTok %s, and the reply after it is not', async (_case, fault) => {
  const { conversationId } = await world.customerWrites('ana_pe');
  await world.simulator.control.fault(fault);
  await show(conversationId, 'typing');
  await until('TikTok was asked', async () => (await world.simulator.control.requests({ path: SEND })).length === 1);
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
