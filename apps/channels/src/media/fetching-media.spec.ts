import {
  type Actor,
  CommentReceived,
  type Content,
  iso,
  MediaSettled,
  MessageEchoed,
  MessageReceived,
} from '@duet/contracts';
import { DiskStorage } from '@duet/storage';
import { until } from '@duet/testing';
import { picture, seedIds } from '@duet/tiktok-simulator';
import { openWorld, person, type World } from '../../test/world.ts';

const DOWNLOAD = '/business/message/media/download/';
const DAY_MS = 24 * 3_600_000;

let world: World;
let owner: Actor;
let accountId: string;
let channelId: string;
let storage: DiskStorage;

beforeEach(async () => {
  world = await openWorld();
  await world.boot();
  storage = new DiskStorage(world.mediaFolder);
  owner = person();
  const [messenger] = (await world.connect(owner)).channels;
  if (!messenger) throw new Error('a channel is connected');
  [accountId, channelId] = [messenger.account.id, messenger.id];
});
afterEach(() => world.close());

type Kind = 'IMAGE' | 'VIDEO' | 'STICKER' | 'EMOJI';

interface Written {
  readonly messageId: string;
  readonly conversationId: string;
  readonly content: Content;
}

/** A customer sends something; what TikTok's webhook would tell of it. */
async function write(type: Kind): Promise<Written> {
  const { conversationId, messageId } = await world.control.act({ do: 'dm', customer: 'ana_pe', type });
  const thread = await world.control.get<{
    messages: { messageId: string; body: { mediaId?: string; url?: string } }[];
  }>('/thread', {
    account: 'sim.store',
    customer: 'ana_pe',
  });
  const { mediaId = '', url = '' } = thread.messages.find((one) => one.messageId === messageId)?.body ?? {};
  const content: Content =
    type === 'IMAGE'
      ? { type: 'image', platformMediaId: mediaId, url: null }
      : type === 'VIDEO'
        ? { type: 'video', platformMediaId: mediaId }
        : { type: type === 'STICKER' ? 'sticker' : 'emoji', url };
  return { messageId: String(messageId), conversationId: String(conversationId), content };
}

const arrives = ({ messageId, conversationId, content }: Written) =>
  world.harness.publish(MessageReceived, {
    workspaceId: owner.workspaceId,
    data: {
      accountId,
      channelId,
      origin: 'live',
      conversationId,
      messageId,
      sentAt: iso(Date.now()),
      sender: { id: seedIds.customer, username: 'ana_pe' },
      content,
      referencedMessageId: null,
    },
  });

const settled = () => world.harness.published(MediaSettled).map(({ data }) => data);
const calls = async () => (await world.control.requests({ path: DOWNLOAD })).length;
const tries = async () =>
  (await world.harness.sql<{ attempts: number }>('SELECT attempts FROM channels.media_fetches'))[0]?.attempts ?? 0;
const tryAgain = () =>
  world.harness.sql(`UPDATE channels.media_fetches SET next_attempt_at = now() WHERE state = 'pending'`);

async function storedBytes(mediaId: string): Promise<Buffer> {
  return Buffer.concat(await Array.fromAsync(storage.read(owner.workspaceId, mediaId)));
}

async function settledOne() {
  await until('it is known what became of it', () => Promise.resolve(settled().length === 1));
  const [one] = settled();
  if (!one) throw new Error('one was settled');
  return one;
}

test.each([
  ['IMAGE', 'image/png'],
  ['VIDEO', 'video/mp4'],
  ['STICKER', 'image/png'],
  ['EMOJI', 'image/png'],
] as const)("DM-04, DM-09, DM-16: %s is kept, and stays when TikTok's own link is dead", async (kind, contentType) => {
  const message = await write(kind);
  await arrives(message);
  const { media, externalId } = await settledOne();
  expect([externalId, media]).toEqual([message.messageId, expect.objectContaining({ state: 'stored', contentType })]);
  await world.advance(40 * DAY_MS);
  const { mediaId = '', size } = 'mediaId' in media ? media : { size: 0 };
  expect((await storedBytes(mediaId)).length).toBe(size);
});

test('a picture is fetched once, however often its message is told of', async () => {
  const message = await write('IMAGE');
  for (let told = 0; told < 3; told += 1) await arrives(message);
  await settledOne();
  await arrives(message);
  await world.harness.drained();
  expect([settled().length, await calls()]).toEqual([1, 1]);
});

test('DM-04: while TikTok fails the picture is waited for, and then it is kept', async () => {
  await world.control.fault({ kind: 'http_error', endpoint: DOWNLOAD, status: 502 });
  await arrives(await write('IMAGE'));
  await until('one attempt failed', async () => (await tries()) === 1 && (await calls()) === 1);
  await world.control.clearFaults();
  await until('the next one works', async () => {
    await tryAgain();
    return settled().length === 1;
  });
  expect(settled()[0]?.media.state).toBe('stored');
});

test('DM-04: an account that needs reconnecting loses no picture', async () => {
  await world.control.expireTokens('sim.store', 'refresh');
  await expect(world.lease(owner, accountId, 1)).rejects.toMatchObject({ code: 'needs_reconnecting' });
  await arrives(await write('IMAGE'));
  await until('one attempt was made', async () => (await tries()) >= 1);
  expect(settled()).toEqual([]);
  await world.connect(owner);
  await until('it is fetched after the reconnect', async () => {
    await tryAgain();
    return settled().length === 1;
  });
  expect(settled()[0]?.media.state).toBe('stored');
});

test('a message that TikTok no longer has leaves its reason', async () => {
  const message = await write('IMAGE');
  await arrives({ ...message, content: { type: 'image', platformMediaId: 'another', url: null } });
  expect((await settledOne()).media).toEqual({
    state: 'gone',
    reason: 'TikTok does not have this file.',
  });
});

test('a sticker whose link is dead before we came leaves its reason', async () => {
  const message = await write('STICKER');
  await world.advance(40 * DAY_MS);
  await arrives(message);
  expect((await settledOne()).media).toEqual({ state: 'gone', reason: 'TikTok no longer has this file.' });
});

const comments = (commentId: string, text: string, origin: 'live' | 'imported' = 'live') => ({
  workspaceId: owner.workspaceId,
  data: {
    accountId,
    channelId,
    origin,
    commentId,
    videoId: seedIds.post,
    parentCommentId: null,
    authorId: seedIds.customer,
    text,
    postedAt: iso(Date.now()),
  },
});

test.each([
  ['alone', ''],
  ['beside a text', 'It came like this'],
])('FEED-25: the image of a comment, which TikTok shows in its list alone, is kept: %s', async (_how, text) => {
  const imageBase64 = picture('comment', 400, 400).toString('base64');
  const written = {
    do: 'comment',
    customer: 'ana_pe',
    post: seedIds.post,
    imageBase64,
    ...(text && { text }),
  } as const;
  const { commentId } = await world.control.act(written);
  await world.harness.publish(CommentReceived, comments(String(commentId), text));
  const { media, externalId } = await settledOne();
  expect(externalId).toBe(commentId);
  expect(media).toMatchObject({ state: 'stored', contentType: 'image/png' });
  expect((await storedBytes('mediaId' in media ? media.mediaId : '')).toString('base64')).toBe(imageBase64);
});

test('FEED-25: a hundred comments take four calls to look for their images, and nothing is told where there is none', async () => {
  const ids: string[] = [];
  for (let n = 0; n < 100; n += 1) {
    const { commentId } = await world.control.act({
      do: 'comment',
      customer: 'ana_pe',
      post: seedIds.post,
      text: `${n}`,
    });
    ids.push(String(commentId));
  }
  const event = ids.map((id) => comments(id, 'words'));
  const lists = async () => (await world.control.requests({ path: '/business/comment/list/' })).length;
  const before = await lists();
  await Promise.all(event.map((one) => world.harness.publish(CommentReceived, one)));
  await world.harness.drained();
  const waiting = async () => (await world.harness.sql('SELECT 1 FROM channels.comment_image_lookups')).length;
  await until('nobody is asked for any more', async () => (await waiting()) === 0);
  expect((await lists()) - before).toBeLessThan(10);
  expect(settled()).toEqual([]);
});

test('FEED-25: a comment that was found in a list brings the address of its image, and TikTok is not asked again', async () => {
  const sticker = await write('STICKER');
  const imageUrl = sticker.content.type === 'sticker' ? sticker.content.url : '';
  const listed = (commentId: string, image: string | null) => {
    const { workspaceId, data } = comments(commentId, 'Look');
    return world.harness.publish(CommentReceived, { workspaceId, data: { ...data, imageUrl: image } });
  };
  await listed('7650000000000000997', null);
  await listed('7650000000000000996', imageUrl);
  const { externalId, media } = await settledOne();
  expect([externalId, media.state]).toEqual(['7650000000000000996', 'stored']);
  expect(await world.harness.sql('SELECT 1 FROM channels.comment_image_lookups')).toEqual([]);
});

test('FEED-25: a comment without a text whose image TikTok does not show says so; of history only such are looked up', async () => {
  await world.harness.publish(CommentReceived, comments('7650000000000000999', ''));
  expect((await settledOne()).media).toEqual({
    state: 'gone',
    reason: 'TikTok shows no picture for this comment.',
  });
  await world.harness.publish(CommentReceived, comments('7650000000000000998', 'of last year', 'imported'));
  await world.harness.drained();
  expect(await world.harness.sql('SELECT 1 FROM channels.comment_image_lookups')).toEqual([]);
});

test("DM-29: a picture sent in TikTok's app is kept too, one that was sent through the interface is not fetched", async () => {
  const message = await write('IMAGE');
  const echo = (messageId: string, source: 'app' | 'api') =>
    world.harness.publish(MessageEchoed, {
      workspaceId: owner.workspaceId,
      data: {
        accountId,
        channelId,
        origin: 'live',
        conversationId: message.conversationId,
        messageId,
        sentAt: iso(Date.now()),
        recipient: { id: seedIds.customer, username: 'ana_pe' },
        content: message.content,
        source,
      },
    });
  await echo('ours', 'api');
  await echo(message.messageId, 'app');
  await world.harness.drained();
  expect(settled().map(({ externalId }) => externalId)).toEqual([message.messageId]);
});
