import { ChannelChanged, ChannelDisconnect, ConnectStart, newId } from '@duet/contracts';
import { consent, openWorld, person, type World } from '../../test/world.ts';

const comments = ['comment.list', 'comment.list.manage'];
const messages = ['message.list.read', 'message.list.send', 'message.list.manage'];

let world: World;

beforeEach(async () => {
  world = await openWorld();
  await world.boot();
});
afterEach(() => world.close());

const refused = (code: string) => expect.objectContaining({ code });

async function connected() {
  const owner = person();
  const [messenger, feed] = (await world.connect(owner)).channels;
  if (!messenger || !feed) throw new Error('two channels are connected');
  return { owner, messenger, feed };
}

test('CON-29, CON-42, CON-45: a reconnect revives the same channel with its title', async () => {
  const { owner, messenger, feed } = await connected();
  await world.harness.ask(ChannelDisconnect, { id: messenger.id }, owner);
  const { authorizeUrl } = await world.start(owner, messenger.id);
  const form = await world.complete(owner, await consent(authorizeUrl));
  expect(form.title).toBe(messenger.title);
  await world.finish(owner, form.connectionId, 'Renamed');
  expect(await world.channels(owner)).toEqual([{ ...messenger, title: 'Renamed' }, feed]);
});

test('CON-27: a reconnect stores a new token', async () => {
  const { owner, messenger } = await connected();
  const before = await world.lease(owner, messenger.account.id);
  await world.connect(owner, {}, messenger.id);
  const after = await world.lease(owner, messenger.account.id);
  expect(after.version).toBe(before.version + 1);
  expect(after.token).not.toBe(before.token);
  expect(await world.isAccepted(after.openId, after.token)).toBe(true);
});

test('CON-24: reconnecting one card leaves the other as it is', async () => {
  const { owner, messenger, feed } = await connected();
  await world.harness.ask(ChannelDisconnect, { id: messenger.id }, owner);
  await world.harness.ask(ChannelDisconnect, { id: feed.id }, owner);
  await world.connect(owner, {}, feed.id);
  expect(await world.channels(owner)).toMatchObject([
    { id: messenger.id, state: 'disconnected' },
    { id: feed.id, state: 'connected' },
  ]);
});

test('CON-41, REC-31: connecting a known account again reconnects both of its channels', async () => {
  const { owner, messenger, feed } = await connected();
  await world.harness.ask(ChannelDisconnect, { id: messenger.id }, owner);
  await world.connect(owner);
  expect(await world.channels(owner)).toEqual([messenger, feed]);
});

test('CON-44: another account than the card’s is refused and changes nothing', async () => {
  const { owner, messenger, feed } = await connected();
  const before = await world.lease(owner, messenger.account.id);
  const { authorizeUrl } = await world.start(owner, messenger.id);
  const redirect = await consent(authorizeUrl, { account: 'sim.berlin' });
  await expect(world.complete(owner, redirect)).rejects.toEqual(refused('other_account'));
  expect(await world.channels(owner)).toEqual([messenger, feed]);
  expect(await world.lease(owner, messenger.account.id)).toEqual(before);
});

test('CON-26, REC-27: a narrower consent that would silence the running channel is refused and changes nothing', async () => {
  const { owner, messenger, feed } = await connected();
  await world.harness.ask(ChannelDisconnect, { id: messenger.id }, owner);
  const before = await world.lease(owner, messenger.account.id);
  const redirect = await consent((await world.start(owner, messenger.id)).authorizeUrl, { without: comments });
  await expect(world.complete(owner, redirect)).rejects.toMatchObject({
    code: 'consent_refused',
    details: { type: 'tiktok_feed', missing: ['comments'] },
  });
  expect((await world.channels(owner)).at(1)).toEqual(feed);
  expect(await world.lease(owner, messenger.account.id)).toEqual(before);
});

test('REC-27: a reconnect without the permission of its own channel is refused', async () => {
  const { owner, messenger } = await connected();
  await world.harness.ask(ChannelDisconnect, { id: messenger.id }, owner);
  const redirect = await consent((await world.start(owner, messenger.id)).authorizeUrl, { without: messages });
  await expect(world.complete(owner, redirect)).rejects.toEqual(refused('consent_refused'));
});

test('CON-43: a reconnect ends "needs reconnecting"', async () => {
  const { owner, messenger, feed } = await connected();
  await world.control.expireTokens('sim.store', 'refresh');
  await expect(world.lease(owner, messenger.account.id, 1)).rejects.toEqual(refused('needs_reconnecting'));
  await world.connect(owner, {}, messenger.id);
  expect(await world.channels(owner)).toEqual([messenger, feed]);
  const { openId, token } = await world.lease(owner, messenger.account.id);
  expect(await world.isAccepted(openId, token)).toBe(true);
});

test('a reconnect names a channel of the workspace', async () => {
  const { messenger } = await connected();
  const asked = { sessionId: 's', plan: 'paid' as const };
  await expect(world.harness.ask(ConnectStart, { ...asked, channelId: newId() }, person())).rejects.toEqual(
    refused('not_found'),
  );
  await expect(world.harness.ask(ConnectStart, { ...asked, channelId: messenger.id }, person())).rejects.toEqual(
    refused('not_found'),
  );
});

test('each change of a channel is published with a higher version', async () => {
  const { owner, messenger } = await connected();
  await world.harness.ask(ChannelDisconnect, { id: messenger.id }, owner);
  await world.connect(owner, {}, messenger.id);
  await world.harness.drained();
  const published = world.harness
    .published(ChannelChanged)
    .filter(({ data }) => data.channelId === messenger.id)
    .map(({ data }) => [data.version, data.state]);
  expect(published).toEqual([
    [1, 'connected'],
    [2, 'disconnected'],
    [3, 'connected'],
  ]);
});
