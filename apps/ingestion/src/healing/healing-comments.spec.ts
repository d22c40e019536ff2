import { seedIds } from '@duet/tiktok-simulator';
import { HealingWorld } from '../../test/healing-world.ts';

let world: HealingWorld;

beforeEach(async () => {
  world = await HealingWorld.start();
});

afterEach(() => world.stop());

const comment = async (text: string, post: string = seedIds.post): Promise<string> =>
  String((await world.simulator.control.act({ do: 'comment', customer: 'bo_mx', post, text })).commentId);

const reply = async (to: string, text: string): Promise<string> =>
  String((await world.simulator.control.act({ do: 'reply', customer: 'ana_pe', comment: to, text })).commentId);

const told = (): string[] => world.told().map(({ externalId }) => externalId);

test('design 3.8: comments and replies whose webhooks never came are found in the lists, each told once', async () => {
  await world.connect(world.feed);
  const ids: string[] = [];
  for (let n = 0; n < 35; n += 1) ids.push(await comment(`comment ${n}`));
  for (let n = 0; n < 5; n += 1) ids.push(await reply(String(ids[0]), `reply ${n}`));
  const own = await world.simulator.control.act({ do: 'owner_comment', post: seedIds.post, text: 'Thanks' });
  const status = await world.sweep(world.feed);
  expect(new Set(told())).toEqual(new Set([...ids, String(own.commentId)]));
  expect(told()).toHaveLength(41);
  expect(world.told()).toContainEqual(
    expect.objectContaining({ externalId: own.commentId, kind: 'ingestion.comment.echoed', origin: 'healed' }),
  );
  expect(world.told().filter(({ parent }) => parent === ids[0])).toHaveLength(5);
  expect(status).toMatchObject({ found: 41, failure: null, gaps: [] });
});

test('new replies under an old comment are found by its count of replies', async () => {
  const old = await comment('an old comment');
  for (let n = 0; n < 5; n += 1) await reply(old, `old reply ${n}`);
  for (let n = 0; n < 31; n += 1) await comment(`covers it ${n}`);
  await world.pass(2 * 3_600_000);
  await world.connect(world.feed);
  expect(told()).toEqual([]);
  await world.pass(3_600_000);
  const missed = await reply(old, 'missed');
  await world.sweep(world.feed);
  expect(told()).toEqual([missed]);
});

test('replies under a hidden comment cannot be listed: they are a gap', async () => {
  await world.connect(world.feed);
  const hidden = await comment('hidden later');
  await world.sweep(world.feed);
  for (let n = 0; n < 5; n += 1) await reply(hidden, `reply ${n}`);
  await world.simulator.control.act({ do: 'owner_set_hidden', comment: hidden, hidden: true });
  const status = await world.sweep(world.feed);
  expect(status.gaps).toEqual([expect.objectContaining({ kind: 'replies', threadId: hidden })]);
  expect(status.failure).toBeNull();
});
