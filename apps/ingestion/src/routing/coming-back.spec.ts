import { ChannelChanged, type ChannelState, MessageReceived } from '@duet/contracts';
import { until } from '@duet/testing';
import { directMessage } from '../../test/bodies.ts';
import { accountId, messenger, OPEN_ID, workspaceId, World } from '../../test/world.ts';

let world: World;

beforeAll(async () => {
  world = await World.start();
});
afterAll(() => world.stop());

const MINUTE_S = 60;
const nowS = Math.floor(Date.now() / 1_000);

async function change(state: ChannelState, version: number, atS: number): Promise<void> {
  const about = { channelId: messenger, channelType: 'tiktok_messenger' as const, accountId, openId: OPEN_ID };
  await world.harness.publish(ChannelChanged, {
    workspaceId,
    occurredAt: new Date(atS * 1_000),
    data: { ...about, title: 'Shop', username: 'shop', commentAuthorId: null, state, version },
  });
  await world.harness.drained();
}

test('OPEN-20, H3: webhooks that came while the channel was disconnected are let in as history when it comes back', async () => {
  await change('disconnected', 2, nowS - MINUTE_S);
  await world.deliver(directMessage('while away', {}, { createTime: nowS }));
  await until('it is kept', async () => (await world.kept('while away'))[0]?.state === 'unrouted');
  await change('connected', 3, nowS + MINUTE_S);
  await world.deliver(directMessage('after', {}, { createTime: nowS + 2 * MINUTE_S }));
  await world.harness.drained();
  const told = world.harness.published(MessageReceived).map(({ data }) => [data.messageId, data.origin]);
  expect(told).toEqual([
    ['while away', 'imported'],
    ['after', 'live'],
  ]);
});
