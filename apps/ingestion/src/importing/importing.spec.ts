import { ImportGet, ImportStart, newId } from '@duet/contracts';
import { until } from '@duet/testing';
import { HealingWorld } from '../../test/healing-world.ts';

let world: HealingWorld;

beforeEach(async () => {
  world = await HealingWorld.start();
});

afterEach(() => world.stop());

const look = (id: string, asker = world.person) => world.harness.ask(ImportGet, { id }, asker);
const start = (id: string, days?: number) =>
  world.harness.ask(ImportStart, { id, ...(days && { days }) }, world.person);

async function imported(id: string): Promise<number | null> {
  await until('the import ended', async () => (await look(id)).state === 'done');
  await world.harness.drained();
  return (await look(id)).imported;
}

test('design 5: nothing from before the connection is read unless somebody asks; then it is history, told once', async () => {
  const before = [await world.dm('ana_pe', 'long ago'), await world.dm('bo_mx', 'and I')];
  await world.pass(60_000);
  await world.connect(world.messenger);
  expect(world.told()).toEqual([]);
  expect(await look(world.messenger)).toMatchObject({
    state: 'offered',
    listed: { kind: 'conversations', count: 2, more: false },
    imported: null,
  });
  await world.pass(60_000);
  const missed = await world.dm('ana_pe', 'missed since');
  await world.pass(120_000);
  expect(await start(world.messenger)).toMatchObject({ state: 'running', listed: null });
  expect(await imported(world.messenger)).toBe(3);
  const origins = new Map(world.told().map(({ externalId, origin }) => [externalId, origin]));
  expect(before.map((id) => origins.get(id))).toEqual(['imported', 'imported']);
  expect(origins.get(missed)).toBe('healed');
  await start(world.messenger);
  expect(await imported(world.messenger)).toBe(0);
  expect(world.told()).toHaveLength(3);
});

test('design 5: comments and the replies under them are imported as far back as was asked', async () => {
  const [post] = await world.simulator.control.get<{ itemId: string }[]>('/posts');
  const comment = async (text: string) =>
    String(
      (await world.simulator.control.act({ do: 'comment', customer: 'ana_pe', post: post?.itemId ?? '', text }))
        .commentId,
    );
  const DAY_MS = 86_400_000;
  // Back in time first: the token is young at the end.
  await world.pass(-20 * DAY_MS);
  const older = await comment('weeks ago');
  await world.pass(20 * DAY_MS - 3_600_000);
  const newer = await comment('an hour ago');
  const reply = await world.simulator.control.act({ do: 'reply', customer: 'bo_mx', comment: newer, text: 'Me too' });
  await world.pass(3_600_000);
  await world.connect(world.feed);
  expect((await look(world.feed)).listed).toEqual({ kind: 'posts', count: 3, more: false });
  await world.pass(600_000);
  await start(world.feed, 10);
  expect(await imported(world.feed)).toBe(2);
  const told = world.told();
  expect(told.map(({ externalId }) => externalId).sort()).toEqual([newer, String(reply.commentId)].sort());
  expect(told.map(({ externalId }) => externalId)).not.toContain(older);
  expect(told.every(({ origin }) => origin === 'imported')).toBe(true);
});

test('H21: a stranger, and a disconnected channel, import nothing', async () => {
  await world.connect(world.messenger);
  const stranger = { ...world.person, workspaceId: newId() };
  await expect(look(world.messenger, stranger)).rejects.toMatchObject({ code: 'not_found' });
  await expect(world.harness.ask(ImportStart, { id: world.messenger }, stranger)).rejects.toMatchObject({
    code: 'not_found',
  });
  await world.change(world.messenger, 'disconnected');
  await expect(start(world.messenger)).rejects.toMatchObject({ code: 'channel_disconnected' });
});
