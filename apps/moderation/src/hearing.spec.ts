import { CommentModerated, CommentVisibilityReported, newId } from '@duet/contracts';
import { openWorld, type World } from '../test/world.ts';

let world: World;

beforeAll(async () => {
  world = await openWorld();
});

afterAll(() => world.close());

const at = (second: number): Date => new Date(Date.UTC(2026, 10, 20, 12, 0, second));

test('MOD-22: a hide in the TikTok app is shown, without any call of ours', async () => {
  const comment = await world.comment();
  await world.simulator.control.act({ do: 'owner_set_hidden', comment, hidden: true });
  await world.untilNews(comment, { confirmed: 'hidden', pending: null, version: 1 });
  await world.simulator.control.act({ do: 'owner_set_friends_only', comment });
  await world.untilNews(comment, { confirmed: 'friends_only', version: 2 });
  expect(await world.effects(comment)).toEqual([]);
});

test("reports that come late change nothing: TikTok's own time decides", async () => {
  const comment = 'late-1';
  await world.report(comment, 'public', at(30));
  await world.report(comment, 'hidden', at(10));
  await world.report(comment, 'public', at(30));
  await world.harness.drained();
  expect(world.news(comment)).toMatchObject([{ confirmed: 'public', confirmedAt: at(30).toISOString(), version: 1 }]);
});

test('a deleted comment stays deleted, and a wish for it ends', async () => {
  const comment = 'gone-1';
  await world.report(comment, 'deleted', at(10));
  await world.report(comment, 'public', at(20));
  await world.harness.drained();
  await world.moderate(comment, 'hide');
  await world.untilNews(comment, { confirmed: 'deleted', pending: null, version: 2 });
  expect((await world.audit(comment))[0]?.result).toBe('comment_deleted');
});

test('a deleted comment takes its replies along, whichever is heard of first', async () => {
  const parent = 'parent-1';
  await world.report('reply-before', 'hidden', at(5), parent);
  await world.report(parent, 'deleted', at(10));
  await world.report('reply-after', 'public', at(15), parent);
  await world.harness.drained();
  await world.moderate('reply-asked', 'hide', { parentCommentId: parent });
  for (const reply of ['reply-before', 'reply-after', 'reply-asked']) {
    await world.untilNews(reply, { confirmed: 'deleted', pending: null });
  }
  expect(world.last('reply-before')?.confirmedAt).toBe(at(10).toISOString());
});

test('the same comment id in another workspace is another comment', async () => {
  const comment = 'shared-1';
  const other = { workspaceId: newId(), channelId: newId() };
  await world.report(comment, 'deleted', at(10));
  await world.harness.publish(CommentVisibilityReported, {
    workspaceId: other.workspaceId,
    data: {
      ...world.place(comment),
      channelId: other.channelId,
      parentCommentId: null,
      origin: 'live',
      visibility: 'hidden',
      reportedAt: at(5).toISOString(),
    },
  });
  await world.harness.drained();
  const told = world.harness.published(CommentModerated).filter(({ data }) => data.commentId === comment);
  expect(new Map(told.map(({ workspaceId, data }) => [workspaceId, [data.channelId, data.confirmed]]))).toEqual(
    new Map([
      [world.workspaceId, [world.channelId, 'deleted']],
      [other.workspaceId, [other.channelId, 'hidden']],
    ]),
  );
});
