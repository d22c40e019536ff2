import {
  type Actor,
  type AnswerOf,
  ChannelCapabilities,
  ChannelDisconnect,
  defaultSettings,
  newId,
  type WorkspaceSettings,
} from '@duet/contracts';
import { type Choice, openWorld, person, type World } from '../../test/world.ts';

let world: World;

beforeEach(async () => {
  world = await openWorld();
  await world.boot();
});
afterEach(() => world.close());

type View = AnswerOf<typeof ChannelCapabilities>;

const ask = (actor: Actor, id: string, settings: WorkspaceSettings = defaultSettings): Promise<View> =>
  world.harness.ask(ChannelCapabilities, { id, settings }, actor);

const text = ({ capabilities }: View) => capabilities.find(({ action }) => action === 'text');

async function connected(choice: Choice = {}) {
  const owner = person();
  const [messenger, feed] = (await world.connect(owner, choice)).channels;
  if (!messenger || !feed) throw new Error('two channels are connected');
  return { owner, messenger, feed };
}

test('a connected channel tells its limits, its window as a whole, and the regions that matter to it', async () => {
  const { owner, messenger, feed } = await connected();
  const view = await ask(owner, messenger.id);
  expect(view).toMatchObject({
    channelId: messenger.id,
    channelState: 'connected',
    window: { hours: 48, messages: 10, expiresAt: null, remaining: null },
  });
  expect(text(view)).toMatchObject({ allowed: true, limits: { maxCodePoints: 6_000 } });
  expect(view.regions.map(({ api }) => api)).toEqual(['messages', 'messages', 'images']);
  const comments = await ask({ ...owner, role: 'agent' }, feed.id, { ...defaultSettings, commentTextMax: 1_200 });
  expect(comments).toMatchObject({ window: null, regions: [] });
  expect(text(comments)).toMatchObject({ allowed: true, limits: { maxCodePoints: 1_200 } });
});

test('CON-37: a disconnected channel says why nothing can be sent, the other one goes on', async () => {
  const { owner, messenger, feed } = await connected();
  await world.harness.ask(ChannelDisconnect, { id: messenger.id }, owner);
  expect(text(await ask(owner, messenger.id))?.reason?.code).toBe('channel_disconnected');
  expect(text(await ask(owner, feed.id))?.allowed).toBe(true);
});

test('CON-43: a channel whose token TikTok no longer accepts asks to be reconnected', async () => {
  const { owner, messenger } = await connected();
  await world.control.expireTokens('sim.store', 'refresh');
  await expect(world.lease(owner, messenger.account.id, 1)).rejects.toMatchObject({ code: 'needs_reconnecting' });
  expect(text(await ask(owner, messenger.id))?.reason?.code).toBe('needs_reconnecting');
});

test('ACC-10, ACC-14: where TikTok has no messaging API messages say so, and comments are looked up separately', async () => {
  const { owner, messenger, feed } = await connected({ account: 'sim.berlin' });
  expect(text(await ask(owner, messenger.id))?.reason?.code).toBe('region_not_supported');
  expect(text(await ask(owner, feed.id))?.allowed).toBe(true);
});

test('ACC-09: a channel without its permission says so', async () => {
  const { owner, messenger } = await connected({ without: ['message.list.send'] });
  expect(text(await ask(owner, messenger.id))?.reason?.code).toBe('permission_missing');
});

test('H21: a stranger is told of no channel', async () => {
  const { owner, messenger } = await connected();
  await expect(ask(person(), messenger.id)).rejects.toMatchObject({ code: 'not_found' });
  await expect(ask(owner, newId())).rejects.toMatchObject({ code: 'not_found' });
});
