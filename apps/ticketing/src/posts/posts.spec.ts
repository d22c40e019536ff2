import {
  type Actor,
  newId,
  PostComments,
  type PostCommentFilter,
  PostDescribed,
  PostGet,
  PostList,
  TicketReply,
  TicketResolve,
} from '@duet/contracts';
import { ModerationStandIn } from '../../test/moderation-stand-in.ts';
import { ana, feed, workspaceId, World } from '../../test/world.ts';

const stranger: Actor = { ...ana, id: newId(), workspaceId: newId() };

let world: World;
let moderation: ModerationStandIn;
let posts = 0;

beforeAll(async () => {
  world = await World.start();
  moderation = new ModerationStandIn(world.harness);
});
afterAll(() => world.harness.stop());

/** A post of its own with comments called 0, 1, 2 and so on, the later the newer. */
async function post(count: number): Promise<{ channelId: string; videoId: string }> {
  posts += 1;
  const videoId = `76400000000000020${posts}`;
  const ids = Array.from({ length: count }, (_, place) => `${place} of ${videoId}`);
  for (const id of ids) await world.flood(videoId, [id]);
  return { channelId: feed, videoId };
}

const get = (key: { channelId: string; videoId: string }, actor = ana) => world.harness.ask(PostGet, key, actor);
const list = (wish: { limit?: number; cursor?: string } = {}, actor = ana) => world.harness.ask(PostList, wish, actor);

async function comments(key: { channelId: string; videoId: string }, show: PostCommentFilter, actor = ana) {
  const answer = await world.harness.ask(PostComments, { ...key, show }, actor);
  return answer.comments.map(({ message, ticket }) => ({
    ticket,
    message,
    name: message.externalId?.split(' ')[0] ?? '',
  }));
}

const names = (found: readonly { name: string }[]): string[] => found.map(({ name }) => name);

test('a post tells how many comments customers wrote under it, how many wait for an answer and how many are hidden', async () => {
  const key = await post(5);
  expect(await get(key)).toMatchObject({ ...key, post: null, comments: 5, unanswered: 5, hidden: 0 });
  const found = await comments(key, 'all');
  expect(names(found)).toEqual(['4', '3', '2', '1', '0']);
  expect(found.map(({ ticket, message }) => ticket?.subjectMessageId === message.id)).not.toContain(false);

  await moderation.reports(`0 of ${key.videoId}`, 'hidden');
  await moderation.reports(`1 of ${key.videoId}`, 'deleted');
  const [answered, resolved] = [found[0]?.ticket?.id ?? '', found[1]?.ticket?.id ?? ''];
  await world.harness.ask(TicketReply, { id: answered, text: 'Thank you!' }, ana);
  await world.harness.ask(TicketResolve, { id: resolved }, ana);
  await world.harness.drained();
  expect(await get(key)).toMatchObject({ comments: 5, unanswered: 1, hidden: 1 });
  expect(names(await comments(key, 'unanswered'))).toEqual(['2']);
  const [hidden, ...others] = await comments(key, 'hidden');
  expect([hidden?.name, others.length]).toEqual(['0', 0]);
  expect(hidden?.message.comment?.moderation.visibility).toBe('hidden');
});

test('a post says what it is as soon as TikTok was asked', async () => {
  const key = await post(1);
  const view = { mediaType: 'video' as const, caption: 'New drop', url: null, postedAt: null };
  await world.harness.publish(PostDescribed, { workspaceId, data: { ...key, post: view } });
  await world.harness.drained();
  expect((await get(key)).post).toEqual(view);
});

test('posts are listed page by page, that with the newest comment first', async () => {
  const [first, second] = [await post(1), await post(2)];
  await world.flood(first.videoId, [`again of ${first.videoId}`]);
  const all = (await list()).posts;
  expect(all.slice(0, 2)).toMatchObject([first, second]);
  expect(all.map(({ lastCommentAt }) => lastCommentAt)).toEqual(
    all
      .map(({ lastCommentAt }) => lastCommentAt)
      .toSorted()
      .toReversed(),
  );
  const paged = [];
  for (let cursor: string | null | undefined; cursor !== null;) {
    const page: Awaited<ReturnType<typeof list>> = await list({ limit: 1, ...(cursor ? { cursor } : {}) });
    paged.push(...page.posts);
    cursor = page.nextCursor;
  }
  expect(paged).toEqual(all);
});

test('comments are listed page by page, each once, whatever comes in between', async () => {
  const key = await post(7);
  const read: string[] = [];
  for (let cursor: string | null | undefined; cursor !== null;) {
    const request = { ...key, limit: 3, ...(cursor ? { cursor } : {}) };
    const page: { comments: { message: { externalId: string | null } }[]; nextCursor: string | null } =
      await world.harness.ask(PostComments, request, ana);
    read.push(...page.comments.map(({ message }) => message.externalId?.split(' ')[0] ?? ''));
    await world.flood(key.videoId, [`late ${read.length} of ${key.videoId}`]);
    cursor = page.nextCursor;
  }
  expect(read).toEqual(['6', '5', '4', '3', '2', '1', '0']);
});

test.each(['!', Buffer.from('today|x|y').toString('base64url')])('%p is no place in a list', async (cursor) => {
  await expect(list({ cursor })).rejects.toMatchObject({ code: 'bad_request' });
});

test('posts of another workspace are not there', async () => {
  const key = await post(1);
  expect((await list({}, stranger)).posts).toEqual([]);
  expect(await comments(key, 'all', stranger)).toEqual([]);
  await expect(get(key, stranger)).rejects.toMatchObject({ code: 'not_found' });
});
