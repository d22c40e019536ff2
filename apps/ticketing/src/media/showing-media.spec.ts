import {
  type Actor,
  CommentReceived,
  type Content,
  MediaSettled,
  type MediaView,
  MessageAdded,
  MessageReceived,
  MessageUpdated,
  newId,
  type Origin,
  TicketMessages,
} from '@duet/contracts';
import { type Harness, startHarness } from '@duet/testing';
import { ticketingSchema } from '../schema.ts';
import { defineTicketing } from '../service.ts';

const workspaceId = newId();
const accountId = newId();
const channelId = newId();
const ana: Actor = { kind: 'person', id: newId(), name: 'Ana', role: 'agent', workspaceId };

let harness: Harness;

beforeAll(async () => {
  harness = await startHarness({ schemas: [ticketingSchema] });
  await harness.boot(defineTicketing(harness.config('ticketing')));
});
afterAll(() => harness.stop());

const image: Content = { type: 'image', platformMediaId: 'tt-1', url: null };
const stored: MediaView = {
  state: 'stored',
  mediaId: newId(),
  contentType: 'image/png',
  size: 100,
  width: null,
  height: null,
};

const arrives = (messageId: string, content: Content = image, origin: Origin = 'live') =>
  harness.publish(MessageReceived, {
    workspaceId,
    data: {
      accountId,
      channelId,
      origin,
      conversationId: `conversation of ${messageId}`,
      messageId,
      sentAt: '2026-11-21T10:00:00.000Z',
      sender: { id: `person of ${messageId}`, username: 'ana' },
      content,
      referencedMessageId: null,
    },
  });

const isSettled = (externalId: string, media: MediaView = stored) =>
  harness.publish(MediaSettled, { workspaceId, data: { channelId, externalId, media } });

const added = (externalId: string) =>
  harness.published(MessageAdded).filter(({ data }) => data.message.externalId === externalId);
const updated = (externalId: string) =>
  harness.published(MessageUpdated).filter(({ data }) => data.message.externalId === externalId);

async function shown(externalId: string) {
  const ticketId = added(externalId)[0]?.data.ticketId ?? '';
  return (await harness.ask(TicketMessages, { id: ticketId }, ana)).messages[0]?.media;
}

test('DM-04: a ticket does not wait for its picture, which is shown as soon as it is there', async () => {
  await arrives('m1');
  await harness.drained();
  expect(added('m1').map(({ data }) => data.message.media)).toEqual([{ state: 'pending' }]);
  expect(await shown('m1')).toEqual({ state: 'pending' });
  await isSettled('m1');
  await harness.drained();
  expect(updated('m1').map(({ data }) => data.message.media)).toEqual([stored]);
  expect(await shown('m1')).toEqual(stored);
});

test('a picture that is there before its message is shown with it', async () => {
  await isSettled('m2');
  await harness.drained();
  await arrives('m2');
  await harness.drained();
  expect(added('m2').map(({ data }) => data.message.media)).toEqual([stored]);
  expect(updated('m2')).toEqual([]);
});

test('what is not to be had says why, and a file that is stored stays', async () => {
  await arrives('m3', { type: 'video', platformMediaId: 'v1' });
  await isSettled('m3', { state: 'gone', reason: 'TikTok no longer has this file.' });
  await harness.drained();
  expect(await shown('m3')).toEqual({ state: 'gone', reason: 'TikTok no longer has this file.' });
  await isSettled('m3');
  await harness.drained();
  await isSettled('m3', { state: 'gone', reason: 'late' });
  await harness.drained();
  expect(await shown('m3')).toEqual(stored);
});

test('DM-15: what holds no picture waits for none', async () => {
  await arrives('m4', { type: 'unsupported', original: 'voice' });
  await arrives('m5', { type: 'shared_post', postId: '1', url: 'https://www.tiktok.com/video/1' });
  await harness.drained();
  expect([await shown('m4'), await shown('m5')]).toEqual([null, null]);
});

test('FEED-25: a comment without a text is an image, not an empty ticket', async () => {
  const comment = { accountId, channelId, origin: 'live' as const, videoId: 'v', parentCommentId: null, authorId: 'a' };
  await harness.publish(CommentReceived, {
    workspaceId,
    data: { ...comment, commentId: 'c1', text: '', postedAt: '2026-11-21T10:00:00.000Z' },
  });
  await harness.drained();
  expect(added('c1').map(({ data }) => [data.message.content.type, data.message.media])).toEqual([
    ['image', { state: 'pending' }],
  ]);
  await isSettled('c1');
  await harness.drained();
  expect(await shown('c1')).toEqual(stored);
});

test('FEED-25: a comment with a text shows its image beside it once it is known', async () => {
  const comment = { accountId, channelId, origin: 'live' as const, videoId: 'v', parentCommentId: null, authorId: 'a' };
  await harness.publish(CommentReceived, {
    workspaceId,
    data: { ...comment, commentId: 'c2', text: 'It came like this', postedAt: '2026-11-21T11:00:00.000Z' },
  });
  await harness.drained();
  expect(added('c2').map(({ data }) => data.message.media)).toEqual([null]);
  await isSettled('c2');
  await harness.drained();
  expect(updated('c2').map(({ data }) => [data.message.content, data.message.media])).toEqual([
    [{ type: 'text', text: 'It came like this' }, stored],
  ]);
});
