import {
  type Actor,
  ChannelChanged,
  CommentReceived,
  MessageAdded,
  MessageReceived,
  newId,
  PostDescribed,
  TicketGet,
  TicketList,
  TicketMessages,
  TicketOpened,
  TicketPostChanged,
  TicketReply,
  SendMessage,
  TicketResolve,
  TicketWindowChanged,
  WindowChanged,
} from '@duet/contracts';
import { Harness, startHarness } from '@duet/testing';
import { ticketingSchema } from '../schema.ts';
import { defineTicketing } from '../service.ts';

const workspaceId = newId();
const accountId = newId();
const messenger = newId();
const feed = newId();
const ana: Actor = { kind: 'person', id: newId(), name: 'Ana', role: 'agent', workspaceId };

let harness: Harness;

beforeAll(async () => {
  harness = await startHarness({ schemas: [ticketingSchema] });
  await harness.boot(defineTicketing(harness.config('ticketing')));
  for (const [channelId, channelType] of [
    [messenger, 'tiktok_messenger'],
    [feed, 'tiktok_feed'],
  ] as const) {
    await harness.publish(ChannelChanged, {
      workspaceId,
      data: {
        channelId,
        channelType,
        title: 'Shop',
        state: 'connected',
        accountId,
        openId: 'open',
        username: 'shop',
        commentAuthorId: null,
        version: 1,
      },
    });
  }
});

afterAll(() => harness.stop());

const message = (conversationId: string, messageId: string, sentAt: string) => ({
  accountId,
  channelId: messenger,
  origin: 'live' as const,
  conversationId,
  messageId,
  sentAt,
  sender: { id: `person of ${conversationId}`, username: 'customer' },
  content: { type: 'text' as const, text: `text of ${messageId}` },
  referencedMessageId: null,
});

const comment = (commentId: string, parentCommentId: string | null) => ({
  accountId,
  channelId: feed,
  origin: 'live' as const,
  commentId,
  videoId: '7640000000000000456',
  parentCommentId,
  authorId: 'commenter',
  text: 'nice',
  postedAt: new Date().toISOString(),
});

test('DM-01, REC-10: a second message joins the open ticket, in TikTok order whatever the order of arrival', async () => {
  await harness.publish(MessageReceived, { workspaceId, data: message('c1', 'm2', '2026-11-21T10:00:02.000Z') });
  await harness.publish(MessageReceived, { workspaceId, data: message('c1', 'm1', '2026-11-21T10:00:01.000Z') });
  await harness.drained();
  const { tickets } = await harness.ask(TicketList, {}, ana);
  const [ticket] = tickets;
  expect(tickets).toHaveLength(1);
  expect(ticket).toMatchObject({
    channelType: 'tiktok_messenger',
    status: 'open',
    lastMessage: { preview: 'text of m2' },
  });
  const { messages } = await harness.ask(TicketMessages, { id: ticket?.id ?? '' }, ana);
  expect(messages.map(({ externalId }) => externalId)).toEqual(['m2', 'm1']);
});

test('WIN-01, WIN-04: a message opens a whole window with the ticket, a newer one opens the next, news of the old one no longer counts', async () => {
  const told = (externalId: string) =>
    harness.published(MessageAdded).find(({ data }) => data.message.externalId === externalId)?.data;
  const window = (expiresAt: string, remaining: number, version: number) => ({
    workspaceId,
    data: { channelId: messenger, threadId: 'w1', expiresAt, remaining, version },
  });
  await harness.publish(MessageReceived, { workspaceId, data: message('w1', 'w-1', '2026-11-20T10:00:00.000Z') });
  await harness.drained();
  expect(told('w-1')?.window).toEqual({ expiresAt: '2026-11-22T10:00:00.000Z', remaining: 10 });
  const id = told('w-1')?.ticketId ?? '';
  await harness.publish(WindowChanged, window('2026-11-22T10:00:00.000Z', 7, 3));
  await harness.drained();
  expect((await harness.ask(TicketGet, { id }, ana)).window).toEqual({
    expiresAt: '2026-11-22T10:00:00.000Z',
    remaining: 7,
  });
  await harness.publish(MessageReceived, { workspaceId, data: message('w1', 'w-2', '2026-11-20T12:00:00.000Z') });
  await harness.publish(MessageReceived, { workspaceId, data: message('w1', 'w-0', '2026-11-20T09:00:00.000Z') });
  await harness.drained();
  await harness.publish(WindowChanged, window('2026-11-22T10:00:00.000Z', 6, 4));
  await harness.drained();
  expect(told('w-2')?.window).toEqual({ expiresAt: '2026-11-22T12:00:00.000Z', remaining: 10 });
  expect(told('w-0')).not.toHaveProperty('window');
  expect((await harness.ask(TicketGet, { id }, ana)).window).toEqual({
    expiresAt: '2026-11-22T12:00:00.000Z',
    remaining: 10,
  });
  const news = harness.published(TicketWindowChanged).filter(({ data }) => data.ticketId === id);
  expect(news.map(({ data }) => data.window.remaining)).toEqual([7]);
});

test('a ticket opens with the window that delivery told of before', async () => {
  const expiresAt = '2026-11-22T08:00:00.000Z';
  await harness.publish(WindowChanged, {
    workspaceId,
    data: { channelId: messenger, threadId: 'w2', expiresAt, remaining: 9, version: 1 },
  });
  await harness.drained();
  await harness.publish(MessageReceived, { workspaceId, data: message('w2', 'w-9', '2026-11-20T08:00:00.000Z') });
  await harness.drained();
  const opened = harness.published(TicketOpened).at(-1)?.data.ticket;
  expect(opened?.window).toEqual({ expiresAt, remaining: 9 });
});

test('DM-27: the same message under two event ids stands once in the thread', async () => {
  const data = message('c2', 'same', '2026-11-21T10:00:01.000Z');
  await harness.publish(MessageReceived, { workspaceId, data });
  await harness.publish(MessageReceived, { workspaceId, data });
  await harness.drained();
  expect(harness.published(MessageAdded).filter(({ data: added }) => added.message.externalId === 'same')).toHaveLength(
    1,
  );
});

test('FEED-01, FEED-02: each comment, parent or reply, opens a ticket of its own', async () => {
  await harness.publish(CommentReceived, { workspaceId, data: comment('7650000000000000999', '7650000000000000123') });
  await harness.publish(CommentReceived, { workspaceId, data: comment('7650000000000000123', null) });
  await harness.drained();
  expect((await harness.ask(TicketList, { channelType: 'tiktok_feed' }, ana)).tickets).toHaveLength(2);
});

test('FEED-03, FEED-23: the reply that came before its parent stands in its thread now', async () => {
  const { tickets } = await harness.ask(TicketList, { channelType: 'tiktok_feed' }, ana);
  const { messages } = await harness.ask(TicketMessages, { id: tickets[0]?.id ?? '' }, ana);
  expect(messages.map(({ externalId }) => externalId).toSorted()).toEqual([
    '7650000000000000123',
    '7650000000000000999',
  ]);
});

test('FEED-21: the same comment under two event ids opens one ticket', async () => {
  const data = comment('7650000000000000777', null);
  await harness.publish(CommentReceived, { workspaceId, data });
  await harness.publish(CommentReceived, { workspaceId, data });
  await harness.drained();
  const opened = harness
    .published(MessageAdded)
    .filter(({ data: added }) => added.message.externalId === data.commentId);
  expect(opened).toHaveLength(1);
});

test('FEED-22: the tickets of comments show the post, those that were open before and those that come later', async () => {
  const post = {
    mediaType: 'video' as const,
    caption: 'New drop #sale',
    url: 'https://www.tiktok.com/@shop/video/7640000000000000456',
    postedAt: '2026-11-20T09:00:00.000Z',
  };
  const before = (await harness.ask(TicketList, { channelType: 'tiktok_feed' }, ana)).tickets;
  expect(before.map((ticket) => ticket.post)).toEqual(before.map(() => null));
  const { videoId } = comment('any', null);
  await harness.publish(PostDescribed, { workspaceId, data: { channelId: feed, videoId, post } });
  await harness.drained();
  const told = harness.published(TicketPostChanged).map(({ data }) => data.ticketId);
  expect(told.toSorted()).toEqual(before.map(({ id }) => id).toSorted());
  await harness.publish(PostDescribed, {
    workspaceId,
    data: { channelId: feed, videoId, post },
    occurredAt: new Date(),
  });
  await harness.publish(CommentReceived, { workspaceId, data: comment('7650000000000000888', null) });
  await harness.drained();
  expect(harness.published(TicketPostChanged)).toHaveLength(before.length);
  expect(harness.published(TicketOpened).at(-1)?.data.ticket.post).toEqual(post);
  const after = (await harness.ask(TicketList, { channelType: 'tiktok_feed' }, ana)).tickets;
  expect(after.map((ticket) => ticket.post)).toEqual(after.map(() => post));
});

test('WIN-24: a comment neither opens nor renews a window', async () => {
  const { tickets } = await harness.ask(TicketList, { channelType: 'tiktok_feed' }, ana);
  expect(tickets.map(({ window }) => window)).toEqual(tickets.map(() => null));
  expect(await harness.sql(`SELECT 1 FROM ticketing.windows WHERE channel_id = $1`, [feed])).toEqual([]);
});

test('FEED-05, FEED-26: the answer to a reply goes under the top comment, and both tickets show the whole thread', async () => {
  const { tickets } = await harness.ask(TicketList, { channelType: 'tiktok_feed' }, ana);
  const threads = await Promise.all(tickets.map(({ id }) => harness.ask(TicketMessages, { id }, ana)));
  const subjectOf = (index: number) =>
    threads[index]?.messages.find(({ id }) => id === tickets[index]?.subjectMessageId)?.externalId;
  const ofReply = tickets.findIndex((_, index) => subjectOf(index) === '7650000000000000999');
  const ofTop = tickets.findIndex((_, index) => subjectOf(index) === '7650000000000000123');
  expect(threads[ofReply]?.messages).toEqual(threads[ofTop]?.messages);
  const { id } = await harness.ask(TicketReply, { id: tickets[ofReply]?.id ?? '', text: 'thanks' }, ana);
  await harness.drained();
  const command = harness.published(SendMessage).find(({ data }) => data.messageId === id);
  expect(command?.data.threadId).toBe('7650000000000000123');
});

test('the events of a ticket are numbered without a gap', async () => {
  const opened = harness.published(TicketOpened).map(({ data, sequence }) => [data.ticketId, sequence]);
  expect(opened.every(([, sequence]) => sequence === 1)).toBe(true);
  expect(harness.published(MessageAdded).map(({ sequence }) => sequence)).toContain(3);
});

test('a reply is queued with one command, and the same request id gives the same message', async () => {
  const sentAt = new Date().toISOString();
  await harness.publish(MessageReceived, { workspaceId, data: message('c3', 'm3', sentAt) });
  await harness.drained();
  const { tickets } = await harness.ask(TicketList, { channelType: 'tiktok_messenger' }, ana);
  const id = tickets[0]?.id ?? '';
  const requestId = newId();
  const first = await harness.ask(TicketReply, { id, text: 'hello' }, ana, { requestId });
  const again = await harness.ask(TicketReply, { id, text: 'hello' }, ana, { requestId });
  expect(again).toEqual(first);
  await harness.drained();
  const commands = harness.published(SendMessage).filter(({ data }) => data.messageId === first.id);
  expect(commands.map(({ data }) => data.lastInbound)).toEqual([{ messageId: 'm3', at: sentAt }]);
  await expect(harness.ask(TicketReply, { id, text: 'other' }, ana, { requestId })).rejects.toMatchObject({
    code: 'idempotency_key_reused',
  });
});

test('FEED-11, FEED-12: a comment reply over 150 characters is refused before it is sent', async () => {
  const { tickets } = await harness.ask(TicketList, { channelType: 'tiktok_feed' }, ana);
  await expect(
    harness.ask(TicketReply, { id: tickets[0]?.id ?? '', text: '😀'.repeat(151) }, ana),
  ).rejects.toMatchObject({
    code: 'text_too_long',
    details: { length: 151, max: 150 },
  });
});

test('REC-10: a message after the resolution opens a new ticket in the same conversation', async () => {
  const { tickets } = await harness.ask(TicketList, { channelType: 'tiktok_messenger' }, ana);
  const resolved = await harness.ask(TicketResolve, { id: tickets[0]?.id ?? '' }, ana);
  await harness.publish(MessageReceived, { workspaceId, data: message('c3', 'm4', new Date().toISOString()) });
  await harness.drained();
  const after = await harness.ask(TicketList, { channelType: 'tiktok_messenger', status: 'open' }, ana);
  expect(after.tickets[0]).toMatchObject({ conversationId: resolved.conversationId, status: 'open' });
  expect(after.tickets[0]?.id).not.toBe(resolved.id);
});

test('another workspace sees nothing of it', async () => {
  const stranger = { ...ana, workspaceId: newId() };
  expect((await harness.ask(TicketList, {}, stranger)).tickets).toEqual([]);
});
