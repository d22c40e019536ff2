import { type Content, MessageFailed, newId, SendMessage, TicketReply, type TicketView } from '@duet/contracts';
import { ana, workspaceId, World } from '../../test/world.ts';

let world: World;

beforeAll(async () => {
  world = await World.start();
});

afterAll(() => world.harness.stop());

const reply = (ticket: TicketView, more: { text?: string; referencedMessageId?: string } = {}) =>
  world.harness.ask(TicketReply, { id: ticket.id, text: 'Hello', ...more }, ana);

const commandOf = async (messageId: string) => {
  await world.harness.drained();
  return world.harness.published(SendMessage).find(({ data }) => data.messageId === messageId)?.data;
};

test('FEED-05: the answer to a ticket of a reply stands under the top comment of its thread', async () => {
  await world.comments('7650000000000000100');
  const ticket = await world.comments('7650000000000000101', '7650000000000000100');
  const { id } = await reply(ticket);
  expect(await commandOf(id)).toMatchObject({ threadId: '7650000000000000100', ticketId: ticket.id });
});

test('FEED-14: an @name typed by hand goes out as plain characters', async () => {
  const { id } = await reply(await world.comments('7650000000000000200'), { text: '@ana_pe thank you' });
  expect(await commandOf(id)).toMatchObject({ content: { type: 'text', text: '@ana_pe thank you' } });
});

test('FEED-21: the same comment under two event ids makes one ticket', async () => {
  const first = await world.comments('7650000000000000300');
  const again = await world.comments('7650000000000000300');
  expect(again.id).toBe(first.id);
  expect(await world.thread(first)).toHaveLength(1);
});

test('DM-19: a reply to an earlier message carries its id at TikTok', async () => {
  const ticket = await world.writes('quoted');
  const [message] = await world.thread(ticket);
  const { id } = await reply(ticket, { referencedMessageId: message?.id ?? '' });
  expect(await commandOf(id)).toMatchObject({ referencedMessageId: message?.externalId });
});

test.each<[string, Content, string | null]>([
  ['text', { type: 'text', text: 'Hi' }, null],
  ['image', { type: 'image', platformMediaId: 'm', url: null }, null],
  ['shared post', { type: 'shared_post', postId: '1', url: 'https://www.tiktok.com/1' }, null],
  ['video', { type: 'video', platformMediaId: 'm' }, 'unsupported_content'],
  ['sticker', { type: 'sticker', url: 'https://p16.example/s' }, 'unsupported_content'],
  ['card with buttons', { type: 'card', title: 'Which?', buttons: ['A'] }, 'unsupported_content'],
])('DM-31: whether a %s can be quoted', async (kind, content, code) => {
  const ticket = await world.writes(`to quote a ${kind}`, content);
  const [message] = await world.thread(ticket);
  const refused = await reply(ticket, { referencedMessageId: message?.id ?? '' }).then(
    () => null,
    (error: { code: string }) => error.code,
  );
  expect(refused).toBe(code);
});

test('FEED-13: a comment cannot be quoted', async () => {
  const ticket = await world.comments('7650000000000000400');
  const [comment] = await world.thread(ticket);
  await expect(reply(ticket, { referencedMessageId: comment?.id ?? '' })).rejects.toMatchObject({
    code: 'unsupported_content',
    message: 'A comment cannot quote another one; the reply stands in its thread.',
  });
});

test('DM-31: a message of another thread cannot be quoted', async () => {
  const [message] = await world.thread(await world.writes('theirs'));
  const ticket = await world.writes('ours');
  await expect(reply(ticket, { referencedMessageId: message?.id ?? '' })).rejects.toMatchObject({ code: 'not_found' });
});

test('WIN-15: a rejected send stands in the thread as failed with its reason, never as sent', async () => {
  const ticket = await world.writes('rejected');
  const { id } = await reply(ticket);
  expect((await world.thread(ticket))[0]?.delivery?.status).toBe('queued');
  const failure = { code: 'quota_used_up', reason: 'All 10 messages of this window are used.' };
  const data = { messageId: id, ticketId: ticket.id, attempt: 1, ...failure };
  await world.harness.publish(MessageFailed, { workspaceId, data });
  await world.harness.drained();
  expect((await world.thread(ticket)).find((message) => message.id === id)?.delivery).toMatchObject({
    status: 'failed',
    failure,
  });
});

test('DM-15: a kind of message that nobody can show stands in the thread as such, and has its ticket', async () => {
  const ticket = await world.writes('unsupported', { type: 'unsupported', original: 'voice' });
  expect(ticket.lastMessage.preview).toBe('Unsupported message');
  expect((await world.thread(ticket))[0]?.content).toEqual({ type: 'unsupported', original: 'voice' });
});

test('a text is the one thing a reply needs', async () => {
  await expect(reply(await world.writes(newId()), { text: ' \n' })).rejects.toMatchObject({ code: 'empty_text' });
});
