import {
  type Actor,
  ChannelChanged,
  type ChannelType,
  CommentReceived,
  ImagesAllowed,
  MessageAdded,
  MessageReceived,
  newId,
  rejections,
  SendMessage,
  TicketImages,
  TicketMessages,
  TicketOpened,
  TicketReply,
  type UploadView,
  WindowChanged,
} from '@duet/contracts';
import { type Harness, startHarness } from '@duet/testing';
import { ticketingSchema } from '../schema.ts';
import { defineTicketing } from '../service.ts';

const workspaceId = newId();
const accountId = newId();
const ana: Actor = { kind: 'person', id: newId(), name: 'Ana', role: 'agent', workspaceId };
const channels: Readonly<Record<ChannelType, string>> = {
  tiktok_messenger: newId(),
  tiktok_feed: newId(),
  plain: newId(),
};

let harness: Harness;
const asked: { accountId: string; channelId: string; conversationId: string }[] = [];

beforeAll(async () => {
  harness = await startHarness({ schemas: [ticketingSchema] });
  await harness.boot(defineTicketing(harness.config('ticketing')));
  await harness.answer(ImagesAllowed, async (request) => {
    asked.push(request);
    return { allowed: !request.conversationId.includes('Lagos') };
  });
  for (const channelType of ['tiktok_messenger', 'tiktok_feed', 'plain'] as const) {
    const data = {
      channelId: channels[channelType],
      channelType,
      title: 'Shop',
      state: 'connected' as const,
      accountId,
      openId: 'open',
      username: 'shop',
      commentAuthorId: null,
      version: 1,
    };
    await harness.publish(ChannelChanged, { workspaceId, data });
  }
  await harness.drained();
});
afterAll(() => harness.stop());

async function ticketOf(conversationId: string, channelType: 'tiktok_messenger' | 'plain' = 'tiktok_messenger') {
  const sentAt = new Date().toISOString();
  const channelId = channels[channelType];
  const data = {
    accountId,
    channelId,
    origin: 'live' as const,
    conversationId,
    messageId: `m of ${conversationId}`,
    sentAt,
    sender: { id: `person of ${conversationId}`, username: 'ana' },
    content: { type: 'text' as const, text: 'hi' },
    referencedMessageId: null,
  };
  await harness.publish(MessageReceived, { workspaceId, data });
  await harness.drained();
  return openedBy(`m of ${conversationId}`);
}

const openedBy = (externalId: string): string => {
  const added = harness.published(MessageAdded).find(({ data }) => data.message.externalId === externalId);
  const opened = harness.published(TicketOpened).find(({ data }) => data.ticketId === added?.data.ticketId);
  return opened?.data.ticketId ?? '';
};

async function commentTicket(commentId: string): Promise<string> {
  const postedAt = new Date().toISOString();
  const channelId = channels.tiktok_feed;
  const place = { accountId, channelId, origin: 'live' as const, videoId: 'v', parentCommentId: null };
  const data = { ...place, commentId, authorId: `author of ${commentId}`, text: 'nice', postedAt };
  await harness.publish(CommentReceived, { workspaceId, data });
  await harness.drained();
  return openedBy(commentId);
}

const upload = (channel: ChannelType = 'tiktok_messenger'): UploadView => ({
  mediaId: newId(),
  contentType: 'image/jpeg',
  size: 1000,
  width: 400,
  height: 300,
  for: channel,
});

const commandsOf = (ticketId: string) =>
  harness
    .published(SendMessage)
    .map(({ data }) => data)
    .filter((data) => data.ticketId === ticketId);

test('DM-04: an image stands in the thread from the start, and is commanded as what was handed in', async () => {
  const id = await ticketOf('c1');
  const { for: _channel, ...file } = upload();
  const reply = await harness.ask(TicketReply, { id, image: { ...file, for: 'tiktok_messenger' } }, ana);
  expect(reply).toMatchObject({ media: { state: 'stored', ...file }, followedBy: null, uses: 1 });
  await harness.drained();
  expect(commandsOf(id)).toMatchObject([{ content: { type: 'image', upload: file }, requiresPrevious: false }]);
});

test('REC-03, DM-07, DM-08: an image and a text are two messages, the image first, and the answer says that it takes two', async () => {
  const id = await ticketOf('c2');
  const reply = await harness.ask(TicketReply, { id, text: 'this one', image: upload() }, ana);
  expect(reply).toMatchObject({ content: { type: 'image' }, uses: 2 });
  expect(reply.followedBy).toMatchObject({
    content: { type: 'text', text: 'this one' },
    delivery: { status: 'queued' },
  });
  const { messages } = await harness.ask(TicketMessages, { id }, ana);
  expect(messages.map(({ content }) => content.type)).toEqual(['text', 'image', 'text']);
  expect(messages[0]?.id).toBe(reply.followedBy?.id);
  await harness.drained();
  expect(commandsOf(id)).toMatchObject([
    { messageId: reply.id, requiresPrevious: false },
    { messageId: reply.followedBy?.id, precededBy: reply.id, requiresPrevious: true },
  ]);
});

test('DM-25: with one message left an image and a text are refused as a whole', async () => {
  const id = await ticketOf('c3');
  const expiresAt = new Date(Date.now() + 48 * 3_600_000).toISOString();
  const window = { channelId: channels.tiktok_messenger, threadId: 'c3', expiresAt, remaining: 1, version: 99 };
  await harness.publish(WindowChanged, { workspaceId, data: window });
  await harness.drained();
  const both = { id, text: 'this one', image: upload() };
  await expect(harness.ask(TicketReply, both, ana)).rejects.toMatchObject({ code: 'two_messages_needed' });
  expect((await harness.ask(TicketMessages, { id }, ana)).messages).toHaveLength(1);
  expect(await harness.ask(TicketReply, { id, image: upload() }, ana)).toMatchObject({ uses: 1 });
});

test('DM-20, REC-04: a message refers to an earlier one or holds an image', async () => {
  const id = await ticketOf('c4');
  const [message] = (await harness.ask(TicketMessages, { id }, ana)).messages;
  const both = { id, image: upload(), referencedMessageId: message?.id };
  await expect(harness.ask(TicketReply, both, ana)).rejects.toMatchObject({ code: 'image_with_reference' });
});

test('FEED-08, OPEN-15: a comment is answered with an image or with a text', async () => {
  const id = await commentTicket('comment 1');
  const image = upload('tiktok_feed');
  await expect(harness.ask(TicketReply, { id, text: 'both', image }, ana)).rejects.toMatchObject({
    code: 'text_or_image',
  });
  expect(await harness.ask(TicketReply, { id, image }, ana)).toMatchObject({ content: { type: 'image' }, uses: null });
});

test('an image for another channel, nothing at all, and an image where none are sent are refused', async () => {
  const id = await ticketOf('c5');
  await expect(harness.ask(TicketReply, { id, image: upload('tiktok_feed') }, ana)).rejects.toMatchObject({
    code: 'image_for_other_channel',
  });
  await expect(harness.ask(TicketReply, { id, text: '  ' }, ana)).rejects.toMatchObject({ code: 'empty_text' });
  const plain = await ticketOf('c6', 'plain');
  await expect(harness.ask(TicketReply, { id: plain, image: upload('plain') }, ana)).rejects.toMatchObject({
    code: 'unsupported_content',
  });
});

test('DM-24: whether images may be sent is asked for this very conversation', async () => {
  const lima = await harness.ask(TicketImages, { id: await ticketOf('Lima') }, ana);
  const lagos = await harness.ask(TicketImages, { id: await ticketOf('Lagos') }, ana);
  expect([lima, lagos]).toEqual([
    { allowed: true, reason: null },
    { allowed: false, reason: rejections.region_without_images[1] },
  ]);
  expect(asked).toEqual(
    ['Lima', 'Lagos'].map((conversationId) => ({ accountId, channelId: channels.tiktok_messenger, conversationId })),
  );
  const feed = await harness.ask(TicketImages, { id: await commentTicket('comment 2') }, ana);
  const plain = await harness.ask(TicketImages, { id: await ticketOf('Quito', 'plain') }, ana);
  expect([feed.allowed, plain.allowed, asked.length]).toEqual([true, false, 2]);
});
