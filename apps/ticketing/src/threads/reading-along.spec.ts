import {
  type Content,
  ConversationRead,
  type DataOf,
  MessageReacted,
  MessageReceived,
  MessageSent,
  MessageUpdated,
  newId,
  TicketGet,
  TicketList,
  TicketReply,
  TicketSeen,
  type TicketView,
} from '@duet/contracts';
import { accountId, ana, messenger, workspaceId, World } from '../../test/world.ts';

let world: World;

beforeAll(async () => {
  world = await World.start();
});

afterAll(() => world.harness.stop());

const place = { accountId, channelId: messenger, origin: 'live' as const };
const T0 = Date.UTC(2026, 10, 21, 10);
const at = (ms: number): string => new Date(T0 + ms).toISOString();

const read = async (conversationId: string, readUpTo: string): Promise<void> => {
  await world.harness.publish(ConversationRead, { workspaceId, data: { ...place, conversationId, readUpTo } });
  await world.harness.drained();
};

const react = async (messageId: string, more: Partial<DataOf<typeof MessageReacted>> = {}): Promise<void> => {
  const about = { ...place, conversationId: 'c', messageId, by: 'customer', operation: 'add' } as const;
  const data = { ...about, emoji: '👍', url: null, reactedAt: at(1_000), ...more };
  await world.harness.publish(MessageReacted, { workspaceId, data });
  await world.harness.drained();
};

const receive = async (conversationId: string, messageId: string, referencedMessageId: string | null = null) => {
  const content: Content = { type: 'text', text: messageId };
  const sender = { id: `person of ${conversationId}`, username: null };
  const data = { ...place, conversationId, messageId, sentAt: at(0), sender, content, referencedMessageId };
  await world.harness.publish(MessageReceived, { workspaceId, data });
  await world.harness.drained();
};

const seenUpTo = async ({ id }: TicketView): Promise<string | null> =>
  (await world.harness.ask(TicketGet, { id }, ana)).seenUpTo;

test('what the customer has seen is told once, and never goes back', async () => {
  const ticket = await world.writes('seen');
  expect(await seenUpTo(ticket)).toBeNull();
  await read('seen', at(2_000));
  await read('seen', at(1_000));
  await read('seen', at(2_000));
  expect(await seenUpTo(ticket)).toBe(at(2_000));
  const told = world.harness.published(TicketSeen).filter(({ data }) => data.ticketId === ticket.id);
  expect(told.map(({ data }) => data.seenUpTo)).toEqual([at(2_000)]);
});

test('a mark may come before the first message of its conversation', async () => {
  await read('seen early', at(500));
  expect(await seenUpTo(await world.writes('seen early'))).toBe(at(500));
});

test.each([
  ['the answer to the send, then the echo', ['response', 'echo']],
  ['the echo, then the answer to the send', ['echo', 'response']],
] as const)("a message of ours stands at TikTok's own time: %s", async (_case, order) => {
  const ticket = await world.writes(newId());
  const { id } = await world.harness.ask(TicketReply, { id: ticket.id, text: 'Hello' }, ana);
  const times = { response: at(9_000), echo: at(8_700) };
  for (const provenBy of order) {
    const about = { messageId: id, ticketId: ticket.id, attempt: 1, externalId: `sent ${id}` };
    const data = { ...about, sentAt: times[provenBy], provenBy };
    await world.harness.publish(MessageSent, { workspaceId, data });
    await world.harness.drained();
  }
  const sent = (await world.thread(ticket)).find((message) => message.id === id);
  expect([sent?.delivery?.status, sent?.sentAt]).toEqual(['sent', times.echo]);
});

test('DM-30: a reaction shows on its message until it is taken away, and is no message, no ticket and no new window', async () => {
  const ticket = await world.writes('reacting');
  const [message] = await world.thread(ticket);
  const messageId = message?.externalId ?? '';
  const before = await world.harness.ask(TicketGet, { id: ticket.id }, ana);
  await react(messageId);
  await react(messageId, { emoji: '🎉', by: 'business', reactedAt: at(2_000) });
  const reactions = async () => (await world.thread(ticket))[0]?.reactions;
  expect(await reactions()).toEqual([
    { by: 'customer', emoji: '👍', url: null },
    { by: 'business', emoji: '🎉', url: null },
  ]);
  const updated = world.harness.published(MessageUpdated).filter(({ data }) => data.ticketId === ticket.id);
  expect(updated.at(-1)?.data.message.reactions).toHaveLength(2);
  await react(messageId, { operation: 'remove', reactedAt: at(3_000) });
  await react(messageId, { reactedAt: at(2_500) });
  expect(await reactions()).toEqual([{ by: 'business', emoji: '🎉', url: null }]);
  const after = await world.harness.ask(TicketGet, { id: ticket.id }, ana);
  expect(await world.thread(ticket)).toHaveLength(1);
  expect([after.window, after.lastMessage]).toEqual([before.window, before.lastMessage]);
});

test('DM-30: a reaction that comes before its message waits for it', async () => {
  const tickets = async () => (await world.harness.ask(TicketList, {}, ana)).tickets.length;
  const before = await tickets();
  await react('reacted early');
  expect(await tickets()).toBe(before);
  await receive('reacted early', 'reacted early');
  const [ticket] = (await world.harness.ask(TicketList, {}, ana)).tickets.filter(
    ({ lastMessage }) => lastMessage.preview === 'reacted early',
  );
  if (!ticket) throw new Error('there is no ticket');
  expect((await world.thread(ticket))[0]?.reactions).toMatchObject([{ emoji: '👍' }]);
});

test('DM-18: a reply shows the message it answers, or that this is an earlier one', async () => {
  await receive('answering', 'earlier');
  await receive('answering', 'answer', 'earlier');
  await receive('answering', 'answer to what is gone', 'long ago');
  const { tickets } = await world.harness.ask(TicketList, {}, ana);
  const ticket = tickets.find(({ contact }) => contact.externalId === 'person of answering');
  if (!ticket) throw new Error('there is no ticket');
  const thread = await world.thread(ticket);
  const reference = (externalId: string) => thread.find((one) => one.externalId === externalId)?.reference;
  expect(reference('earlier')).toBeNull();
  expect(reference('answer')).toMatchObject({
    externalId: 'earlier',
    message: { direction: 'in', content: { type: 'text', text: 'earlier' } },
  });
  expect(reference('answer to what is gone')).toEqual({ externalId: 'long ago', message: null });
});

test('DM-18: an answer that comes before the message it answers shows it as soon as it is there', async () => {
  await receive('the other way round', 'second', 'first');
  await receive('the other way round', 'first');
  const { tickets } = await world.harness.ask(TicketList, {}, ana);
  const ticket = tickets.find(({ contact }) => contact.externalId === 'person of the other way round');
  if (!ticket) throw new Error('there is no ticket');
  const answer = (await world.thread(ticket)).find(({ externalId }) => externalId === 'second');
  expect(answer?.reference?.message).toMatchObject({ content: { text: 'first' } });
});

test('DM-19: a reply of ours shows what it refers to', async () => {
  const ticket = await world.writes('referring');
  const [message] = await world.thread(ticket);
  const reply = { id: ticket.id, text: 'To this', referencedMessageId: message?.id };
  expect((await world.harness.ask(TicketReply, reply, ana)).reference).toEqual({
    externalId: message?.externalId,
    message: { id: message?.id, direction: 'in', content: message?.content },
  });
});
