import { ChannelChanged, ChannelDisconnect } from '@duet/contracts';
import { until } from '@duet/testing';
import { openWorld, person, type World } from '../../test/world.ts';

const SEVEN_HOURS_MS = 7 * 3_600_000;
const LIST = '/business/message/conversation/list/';
const owner = person();
let world: World;

beforeEach(async () => {
  world = await openWorld();
  await world.boot();
});
afterEach(() => world.close());

const states = async (): Promise<string[]> => (await world.channels(owner)).map(({ state }) => state);
const asked = async (): Promise<number> => (await world.control.requests({ path: LIST })).length;

/** Six hours later the account has been looked up once more. */
async function later(): Promise<void> {
  const before = await asked();
  await world.advance(SEVEN_HOURS_MS);
  await until('TikTok was asked', async () => (await asked()) > before);
}

const become = (wanted: string[]): Promise<void> =>
  until(`the channels are ${wanted.join(', ')}`, async () => (await states()).join() === wanted.join());

test('ACC-10: Messenger closes when TikTok closes its messaging API to the account, and comes back with it', async () => {
  await world.connect(owner);
  await world.control.changeAccount('sim.store', { region: 'DE' });
  await later();
  await become(['disconnected', 'connected']);
  expect((await world.channels(owner))[0]?.notices).toMatchObject([{ code: 'region_not_supported' }]);
  await world.control.changeAccount('sim.store', { region: 'MX' });
  await later();
  await become(['connected', 'connected']);
  expect((await world.channels(owner))[0]?.notices).toEqual([]);
  await world.harness.drained();
  const told = world.harness.published(ChannelChanged).filter(({ data }) => data.channelType === 'tiktok_messenger');
  expect(told.map(({ data }) => data.state)).toEqual(['connected', 'disconnected', 'connected']);
});

test('ACC-10: Messenger that was closed at the first connection opens by itself', async () => {
  await world.connect(owner, { account: 'sim.berlin' });
  expect(await states()).toEqual(['disconnected', 'connected']);
  await world.control.changeAccount('sim.berlin', { region: 'MX' });
  await later();
  await become(['connected', 'connected']);
});

test('what a person disconnected stays so, and an answer that says nothing changes nothing', async () => {
  const [messenger] = (await world.connect(owner)).channels;
  await world.control.fault({ kind: 'http_error', endpoint: LIST, count: 1 });
  await later();
  expect(await states()).toEqual(['connected', 'connected']);
  await world.harness.ask(ChannelDisconnect, { id: messenger?.id ?? '' }, owner);
  await world.control.changeAccount('sim.store', { region: 'DE' });
  await later();
  await world.control.changeAccount('sim.store', { region: 'MX' });
  await later();
  expect(await states()).toEqual(['disconnected', 'connected']);
});
