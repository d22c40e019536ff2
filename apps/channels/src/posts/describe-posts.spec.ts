import { type Actor, CommentReceived, type DataOf, iso, PostDescribed } from '@duet/contracts';
import { until } from '@duet/testing';
import { seedIds } from '@duet/tiktok-simulator';
import { openWorld, person, type World } from '../../test/world.ts';

const LIST_POSTS = '/business/video/list/';
const DAY_MS = 24 * 3_600_000;

let world: World;
let owner: Actor;
let at: { accountId: string; channelId: string };

beforeEach(async () => {
  world = await openWorld();
  await world.boot();
  owner = person();
  const feed = (await world.connect(owner)).channels.find(({ type }) => type === 'tiktok_feed');
  if (!feed) throw new Error('a channel is connected');
  at = { accountId: feed.account.id, channelId: feed.id };
});
afterEach(() => world.close());

const commentOn = (videoId: string): DataOf<typeof CommentReceived> => ({
  ...at,
  origin: 'live',
  commentId: `comment on ${videoId}`,
  videoId,
  parentCommentId: null,
  authorId: 'commenter',
  text: 'Nice',
  postedAt: iso(Date.now()),
});

const arrives = (data: DataOf<typeof CommentReceived>) =>
  world.harness.publish(CommentReceived, { workspaceId: owner.workspaceId, data });
const described = () => world.harness.published(PostDescribed).map(({ data }) => data);
const calls = async () => (await world.control.requests({ path: LIST_POSTS })).length;

test('FEED-22: a post that is commented on is described once a day, however many comments come', async () => {
  for (let comment = 0; comment < 3; comment += 1) await arrives(commentOn(seedIds.post));
  await world.harness.drained();
  await until('TikTok was asked', async () => described().length === 1);
  expect(described()).toEqual([
    {
      channelId: at.channelId,
      videoId: seedIds.post,
      post: {
        mediaType: 'video',
        caption: 'New drop #sale',
        url: expect.stringContaining(seedIds.post),
        postedAt: expect.any(String),
      },
    },
  ]);
  expect(await calls()).toBe(1);
  await world.advance(DAY_MS);
  await arrives(commentOn(seedIds.post));
  await until('TikTok was asked again', async () => described().length === 2);
});

test('a post that TikTok does not show is left alone', async () => {
  await arrives(commentOn('7640000000000009999'));
  await until('TikTok was asked', async () => (await calls()) === 1);
  const rows = () => world.harness.sql('SELECT 1 FROM channels.post_lookups WHERE next_attempt_at IS NULL');
  await until('the answer is on record', async () => (await rows()).length === 1);
  expect(described()).toEqual([]);
});

test('a failure is tried again later', async () => {
  await world.control.fault({ kind: 'http_error', endpoint: LIST_POSTS, count: 1, performed: false });
  await arrives(commentOn(seedIds.post));
  const waiting = () =>
    world.harness.sql('SELECT 1 FROM channels.post_lookups WHERE attempts = 1 AND next_attempt_at > now()');
  await until('it waits', async () => (await waiting()).length === 1 && (await calls()) === 1);
  await world.harness.sql('UPDATE channels.post_lookups SET next_attempt_at = now()');
  await until('it is described', async () => described().length === 1);
});
