import {
  type Actor,
  ChannelCapabilities,
  defaultSettings,
  newId,
  type RegionRule,
  regionRules,
  RegionsGet,
  RegionsSet,
} from '@duet/contracts';
import { openWorld, person, type World } from '../../test/world.ts';

let world: World;

beforeEach(async () => {
  world = await openWorld();
  await world.boot();
});
afterEach(() => world.close());

const operator: Actor = { kind: 'system', id: 'cli', name: 'operator', role: 'owner', workspaceId: newId() };

const rule: RegionRule = {
  api: 'messages',
  of: 'account',
  closedIn: ['US'],
  text: 'Accounts registered in the USA cannot use messages through the API.',
  source: 'a newer page of TikTok',
  asOf: '2027-01-15',
};

test('ACC-12, ACC-14, REC-12: the regions are data: the shipped list, until an operator says otherwise, with source and date', async () => {
  const owner = person();
  const [messenger, feed] = (await world.connect(owner)).channels;
  const told = async (id = messenger?.id ?? '') =>
    (await world.harness.ask(ChannelCapabilities, { id, settings: defaultSettings }, owner)).regions;
  expect(await told()).toEqual(regionRules);
  const comments: RegionRule = { ...rule, api: 'comments', closedIn: ['FR'] };
  expect(await world.harness.ask(RegionsSet, { rules: [rule, comments] }, operator)).toMatchObject({
    rules: [rule, comments],
    changedAt: expect.any(String),
  });
  expect(await told()).toEqual([rule]);
  expect(await told(feed?.id)).toEqual([comments]);
  await world.harness.ask(RegionsSet, { rules: null }, operator);
  expect(await told()).toEqual(regionRules);
  expect(await world.harness.ask(RegionsGet, {}, operator)).toEqual({ rules: regionRules, changedAt: null });
});

test('ACC-13: accounts of every region that TikTok serves can be connected, and where it serves comments only, those', async () => {
  for (const region of ['ID', 'BR', 'AE', 'CA']) {
    await world.control.account({ username: `shop.${region.toLowerCase()}`, region });
    const { channels } = await world.connect(person(), { account: `shop.${region.toLowerCase()}` });
    expect(channels.map(({ state }) => state)).toEqual(['connected', 'connected']);
  }
  await world.control.account({ username: 'shop.us', region: 'US' });
  const { channels } = await world.connect(person(), { account: 'shop.us' });
  expect(channels).toMatchObject([
    { state: 'disconnected', notices: [{ code: 'region_not_supported' }] },
    { state: 'connected', notices: [] },
  ]);
});

test('a list with something else than regions is refused, and the present one stays', async () => {
  const wrong = { rules: [{ ...rule, closedIn: ['Germany'] }] };
  await expect(world.harness.ask(RegionsSet, wrong, operator)).rejects.toMatchObject({ code: 'bad_request' });
  expect((await world.harness.ask(RegionsGet, {}, operator)).changedAt).toBeNull();
});
