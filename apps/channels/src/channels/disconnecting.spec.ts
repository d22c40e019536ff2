import { ChannelDisconnect, newId } from '@duet/contracts';
import { until } from '@duet/testing';
import { openWorld, person, type World } from '../../test/world.ts';

let world: World;

beforeEach(async () => {
  world = await openWorld();
  await world.boot();
});
afterEach(() => world.close());

const refused = (code: string) => expect.objectContaining({ code });
const revocations = () => world.control.ledger({ kind: 'token.revoke' });

async function connected() {
  const owner = person();
  const [messenger, feed] = (await world.connect(owner)).channels;
  if (!messenger || !feed) throw new Error('two channels are connected');
  return { owner, messenger, feed };
}

test('CON-25, CON-35: disconnecting one channel leaves the other with its token', async () => {
  const { owner, messenger, feed } = await connected();
  const answer = await world.harness.ask(ChannelDisconnect, { id: messenger.id }, owner);
  expect(answer).toEqual({ ...messenger, state: 'disconnected' });
  expect(await world.channels(owner)).toEqual([answer, feed]);
  const { openId, token } = await world.lease(owner, feed.account.id);
  expect(await world.isAccepted(openId, token)).toBe(true);
  expect(await revocations()).toEqual([]);
});

test('CON-25: the last one to go takes the consent with it, and leaves the event subscription', async () => {
  const { owner, messenger, feed } = await connected();
  const { openId, token } = await world.lease(owner, feed.account.id);
  await world.harness.ask(ChannelDisconnect, { id: feed.id }, owner);
  await world.harness.ask(ChannelDisconnect, { id: messenger.id }, owner);
  await until('the consent is revoked', async () => !(await world.isAccepted(openId, token)));
  await until(
    'the token is forgotten',
    async () => (await world.harness.sql('SELECT 1 FROM channels.tokens')).length === 0,
  );
  expect(await revocations()).toHaveLength(1);
  expect(await world.control.ledger({ kind: 'webhook.delete' })).toEqual([]);
  await expect(world.lease(owner, feed.account.id)).rejects.toEqual(refused('channel_disconnected'));
});

test('CON-25: a consent that could not be revoked at once is revoked later', async () => {
  const { owner, messenger, feed } = await connected();
  await world.control.fault({ kind: 'http_error', endpoint: '/tt_user/oauth2/revoke/', count: 1 });
  await world.harness.ask(ChannelDisconnect, { id: feed.id }, owner);
  await world.harness.ask(ChannelDisconnect, { id: messenger.id }, owner);
  const tried = () => world.control.requests({ path: '/tt_user/oauth2/revoke/' });
  await until('the first attempt failed', async () => (await tried()).length === 1);
  await world.harness.sql(`UPDATE channels.tokens SET revoke_at = now()`);
  await until('it is revoked', async () => (await revocations()).length === 1);
});

test('ACC-03: only admins and owners disconnect, and only in their workspace', async () => {
  const { owner, messenger } = await connected();
  const ask = (actor: typeof owner, id = messenger.id) => world.harness.ask(ChannelDisconnect, { id }, actor);
  await expect(ask({ ...owner, role: 'agent' })).rejects.toEqual(refused('forbidden'));
  await expect(ask(person())).rejects.toEqual(refused('not_found'));
  await expect(ask(owner, newId())).rejects.toEqual(refused('not_found'));
});

test('disconnecting twice answers the same', async () => {
  const { owner, messenger } = await connected();
  const once = await world.harness.ask(ChannelDisconnect, { id: messenger.id }, owner);
  expect(await world.harness.ask(ChannelDisconnect, { id: messenger.id }, owner)).toEqual(once);
});

test('H21: another workspace sees no channel', async () => {
  await connected();
  expect(await world.channels(person())).toEqual([]);
});
