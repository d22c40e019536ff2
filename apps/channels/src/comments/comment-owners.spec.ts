import { AuthorLearned, ChannelChanged, CommentOwners } from '@duet/contracts';
import { seedIds } from '@duet/tiktok-simulator';
import { openWorld, person, type World } from '../../test/world.ts';

const AUTHOR = '+SimStoreAAAA1111bbbb2222cccc3333dddd4444eeee5555ffff6666gggg777';

let world: World;

beforeEach(async () => {
  world = await openWorld();
  await world.boot();
});
afterEach(() => world.close());

async function connected() {
  const owner = person();
  const [messenger, feed] = (await world.connect(owner)).channels;
  if (!messenger || !feed) throw new Error('two channels are connected');
  const accountId = feed.account.id;
  const askAll = (comments: { commentId: string; parentCommentId: string | null }[]) =>
    world.harness.ask(CommentOwners, { accountId, videoId: seedIds.post, comments }, owner);
  const ask = async (commentId: string, parentCommentId: string | null = null) => {
    const { owners, commentAuthorId } = await askAll([{ commentId, parentCommentId }]);
    return { owner: owners[0]?.owner, commentAuthorId };
  };
  const learnt = async () => {
    await world.harness.drained();
    const changes = world.harness.published(ChannelChanged).filter(({ data }) => data.commentAuthorId !== null);
    return changes.map(({ data }) => ({ channelId: data.channelId, id: data.commentAuthorId, version: data.version }));
  };
  return { owner, feed, accountId, ask, askAll, learnt };
}

const comment = async (customer = 'ana_pe'): Promise<string> => {
  const { commentId } = await world.control.act({ do: 'comment', customer, post: seedIds.post, text: 'Do you ship?' });
  return String(commentId);
};
const ownComment = async (replyTo?: string): Promise<string> => {
  const { commentId } = await world.control.act({
    do: 'owner_comment',
    post: seedIds.post,
    text: 'Yes',
    ...(replyTo && { replyTo }),
  });
  return String(commentId);
};

test('H12: a customer’s comment is not ours, and nothing is learnt from it', async () => {
  const { ask, learnt } = await connected();
  expect(await ask(await comment())).toEqual({ owner: false, commentAuthorId: null });
  expect(await learnt()).toEqual([]);
});

test('H12: our own comment tells under which id our comments come back; the feed channel says so once', async () => {
  const { ask, learnt, feed } = await connected();
  const id = await ownComment();
  expect(await ask(id)).toEqual({ owner: true, commentAuthorId: AUTHOR });
  expect(await ask(id)).toEqual({ owner: true, commentAuthorId: AUTHOR });
  expect(await ask(await comment())).toEqual({ owner: false, commentAuthorId: AUTHOR });
  expect(await learnt()).toEqual([{ channelId: feed.id, id: AUTHOR, version: 2 }]);
});

test('H12: our own reply under a customer’s comment is found', async () => {
  const { ask } = await connected();
  const parent = await comment();
  expect(await ask(await ownComment(parent), parent)).toEqual({ owner: true, commentAuthorId: AUTHOR });
});

test('H12: one call to TikTok tells the authors of thirty comments', async () => {
  const { askAll } = await connected();
  const ids: string[] = [];
  for (let count = 1; count < 30; count += 1) ids.push(await comment());
  ids.push(await ownComment());
  const before = (await world.control.requests({ path: '/business/comment/list/' })).length;
  const { owners } = await askAll(ids.map((commentId) => ({ commentId, parentCommentId: null })));
  expect(owners.map(({ owner }) => owner)).toEqual([...ids.slice(1).map(() => false), true]);
  expect(await world.control.requests({ path: '/business/comment/list/' })).toHaveLength(before + 1);
});

test('H12: what TikTok does not show stays unknown', async () => {
  const { ask } = await connected();
  const deleted = await ownComment();
  await world.control.act({ do: 'owner_delete_comment', comment: deleted });
  expect(await ask(deleted)).toEqual({ owner: null, commentAuthorId: null });
  expect(await ask(deleted, deleted)).toEqual({ owner: null, commentAuthorId: null });
});

test('H12: while TikTok cannot be asked, the question is to be asked again', async () => {
  const { ask } = await connected();
  await world.control.fault({ kind: 'http_error', endpoint: '/business/comment/list/' });
  await expect(ask(await comment())).rejects.toMatchObject({ code: 'tiktok_unreachable' });
});

test('H12: delivery teaches the id from a create response, for the same workspace only', async () => {
  const { owner, accountId, learnt, feed } = await connected();
  await world.harness.ask(AuthorLearned, { accountId, commentAuthorId: 'stranger' }, person());
  await world.harness.ask(AuthorLearned, { accountId, commentAuthorId: AUTHOR }, owner);
  await world.harness.ask(AuthorLearned, { accountId, commentAuthorId: AUTHOR }, owner);
  expect(await learnt()).toEqual([{ channelId: feed.id, id: AUTHOR, version: 2 }]);
});
