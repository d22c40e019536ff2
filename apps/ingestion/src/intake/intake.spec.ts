import { type Actor, type AnswerOf, IntakeGet, newId } from '@duet/contracts';
import { until } from '@duet/testing';
import { directMessage, webhook } from '../../test/bodies.ts';
import { feed, messenger, OPEN_ID, workspaceId, World } from '../../test/world.ts';

let world: World;

beforeAll(async () => {
  world = await World.start();
});
afterAll(() => world.stop());

const actor: Actor = { kind: 'person', id: newId(), name: 'Ada', role: 'admin', workspaceId };

const ask = (id = messenger, asker = actor): Promise<AnswerOf<typeof IntakeGet>> =>
  world.harness.ask(IntakeGet, { id }, asker);

test('a channel knows its newest event, how late it came, and nothing of the other channel', async () => {
  expect((await ask()).last).toBeNull();
  const now = Math.floor(Date.now() / 1_000);
  await world.deliver(directMessage('m1', {}, { createTime: now - 20 }));
  await world.deliver(directMessage('m2', {}, { createTime: now - 40 }));
  await until('it is written down', async () => (await ask()).last !== null);
  const { last } = await ask();
  expect(last?.eventAt).toBe(new Date((now - 20) * 1_000).toISOString());
  expect(last?.lagMs).toBeGreaterThanOrEqual(20_000);
  expect((await ask(feed)).last).toBeNull();
});

test('refused and stale deliveries are counted', async () => {
  for (let n = 0; n < 3; n += 1) await world.deliver(directMessage(`forged ${n}`), { secret: 'not the secret' });
  await world.deliver(directMessage('late'), { atMs: Date.now() - 600_000 });
  await until('they are counted', async () => {
    const { refused, stale } = await ask();
    return refused === 3 && stale === 1;
  });
});

test('OPEN-18, ACC-11: what somebody in an excluded region wrote is a count, and nothing else', async () => {
  const content = { to: 'sim.store', to_user: { id: OPEN_ID, role: 'business_account' }, timestamp: Date.now() };
  await world.deliver(webhook('im_receive_msg_eu', content));
  await until('it is counted', async () => (await ask()).excludedRegion === 1);
  const [kept] = await world.kept('im_receive_msg_eu');
  expect(kept?.state).toBe('ignored');
});

test('H21: a stranger is told nothing', async () => {
  await expect(ask(messenger, { ...actor, workspaceId: newId() })).rejects.toMatchObject({ code: 'not_found' });
});
