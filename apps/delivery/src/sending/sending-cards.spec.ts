import { MessageObserved, MessageUnconfirmed, newId, type OutgoingCard, WindowChanged } from '@duet/contracts';
import { until } from '@duet/testing';
import { World } from '../testing/world.ts';

const SEND = '/business/message/send/';

let world: World;

beforeEach(async () => {
  world = await World.start({ PROOF_AFTER_MS: 300, PROOF_RETRY_MS: 100, LANE_HOLD_MS: 2_000 }, 2);
});

afterEach(() => world.stop());

const card: OutgoingCard = { type: 'card', kind: 'callback', title: 'Which one?', buttons: ['The blue', 'The red'] };
const send = (conversationId: string, content: OutgoingCard = card, messageId = newId()) =>
  world.command(conversationId, '', { content, messageId });

const templates = async (): Promise<unknown[]> => {
  const thread = await world.simulator.control.get<{ messages: { type: string; body: { template: unknown } }[] }>(
    '/thread',
    { customer: 'ana_pe' },
  );
  return thread.messages.filter(({ type }) => type === 'TEMPLATE').map(({ body }) => body.template);
};

test.each([
  ['callback', 'QA_BUTTON_CARD'],
  ['url', 'QA_LINK_CARD'],
] as const)('BTN-02, BTN-19: a card of %s buttons goes out once, as one of the ten', async (kind, type) => {
  const { conversationId } = await world.customerWrites('ana_pe');
  const messageId = await send(conversationId, { ...card, kind });
  await send(conversationId, { ...card, kind }, messageId);
  await world.harness.drained();
  const buttons = ['The blue', 'The red'].map((title) => ({ type: 'REPLY', title }));
  expect(await templates()).toEqual([{ type, title: 'Which one?', buttons }]);
  expect(world.harness.published(WindowChanged).at(-1)?.data.remaining).toBe(9);
});

test('H14: the echo of a card proves it, and another card with the same question does not', async () => {
  const { conversationId } = await world.customerWrites('ana_pe');
  await world.simulator.control.fault({ kind: 'lost_response', endpoint: SEND, count: 1 });
  const messageId = await send(conversationId);
  await until('unconfirmed', async () => world.harness.published(MessageUnconfirmed).length === 1);
  await world.echo(conversationId, 'another', { ...card, buttons: ['The green'] });
  await world.harness.drained();
  expect(world.harness.published(MessageObserved).map(({ data }) => data.externalId)).toEqual(['another']);
  const [entry] = await world.ledger('message.send');
  await world.echo(conversationId, String(entry?.result['messageId']), card);
  await until('sent', async () => (await world.outbound(messageId)).state === 'sent');
  expect(await templates()).toHaveLength(1);
});

test('H14: the list proves a card whose answer was lost', async () => {
  const { conversationId } = await world.customerWrites('ana_pe');
  await world.simulator.control.fault({ kind: 'lost_response', endpoint: SEND, count: 1 });
  const messageId = await send(conversationId);
  await until('sent', async () => (await world.outbound(messageId)).state === 'sent');
  expect(await world.outbound(messageId)).toMatchObject({ proven_by: 'list' });
  expect(await templates()).toHaveLength(1);
});
