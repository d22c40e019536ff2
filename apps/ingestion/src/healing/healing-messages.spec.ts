import { until } from '@duet/testing';
import { signWebhook } from '@duet/tiktok-api';
import { defaultApp } from '@duet/tiktok-simulator';
import { HealingWorld } from '../../test/healing-world.ts';

let world: HealingWorld;

beforeEach(async () => {
  world = await HealingWorld.start();
});

afterEach(() => world.stop());

test('design 3.8: messages whose webhooks never came are found in the lists, each told once', async () => {
  await world.connect(world.messenger);
  const ids = [
    await world.dm('ana_pe', 'one'),
    await world.dm('ana_pe', 'two'),
    await world.dm('bo_mx'),
    await world.dm('chidi_ng'),
  ];
  const own = await world.simulator.control.act({ do: 'owner_dm', customer: 'ana_pe', text: 'Hi Ana' });
  const status = await world.sweep(world.messenger);
  expect(world.told().map(({ externalId }) => externalId)).toHaveLength(5);
  expect(new Set(world.told().map(({ externalId }) => externalId))).toEqual(new Set([...ids, own.messageId]));
  expect(world.told().every(({ origin }) => origin === 'healed')).toBe(true);
  expect(status).toMatchObject({ found: 5, last: { found: 5 }, failure: null, gaps: [] });
  await world.sweep(world.messenger);
  expect(world.told()).toHaveLength(5);
});

test('H12: a message of ours that only the list shows is told as an echo', async () => {
  await world.connect(world.messenger);
  await world.dm('ana_pe');
  const { messageId } = await world.simulator.control.act({ do: 'owner_dm', customer: 'ana_pe', text: 'Hi' });
  await world.sweep(world.messenger);
  expect(world.told()).toContainEqual(
    expect.objectContaining({ externalId: messageId, kind: 'ingestion.message.echoed' }),
  );
});

test('what stands in a thread already is not told again', async () => {
  await world.connect(world.messenger);
  world.known.add(await world.dm('ana_pe', 'came by webhook'));
  const missed = await world.dm('ana_pe', 'missed');
  expect((await world.sweep(world.messenger)).found).toBe(1);
  expect(world.told().map(({ externalId }) => externalId)).toEqual([missed]);
});

test('design 3.8: more messages than TikTok lists leave a gap, and only where none of them was known', async () => {
  await world.connect(world.messenger);
  for (let n = 0; n < 21; n += 1) world.known.add(await world.dm('bo_mx', `known ${n}`));
  for (let n = 0; n < 25; n += 1) await world.dm('ana_pe', `missed ${n}`);
  const status = await world.sweep(world.messenger);
  expect(world.told()).toHaveLength(20);
  expect(status.gaps).toEqual([expect.objectContaining({ kind: 'messages', threadId: expect.any(String) })]);
  expect(status.gaps[0]?.from.localeCompare(status.gaps[0].to)).toBe(-1);
});

test('what is so young that its webhook may be on its way is left to it, unless a person asks', async () => {
  await world.connect(world.messenger);
  await world.pass(16 * 60_000);
  await world.dm('ana_pe');
  await world.swept(world.messenger, await world.ask(world.messenger));
  expect(world.told()).toEqual([]);
  const before = await world.ask(world.messenger);
  await world.start(world.messenger);
  await world.swept(world.messenger, before);
  expect(world.told()).toHaveLength(1);
});

test('OPEN-20: what came in while the channel was disconnected is read at the reconnect, as history', async () => {
  await world.connect(world.messenger);
  const missed = await world.dm('ana_pe', 'missed before');
  await world.pass(60_000);
  await world.change(world.messenger, 'disconnected');
  const history = await world.dm('ana_pe', 'while it was away');
  await world.pass(3 * 3_600_000);
  const before = await world.ask(world.messenger);
  await world.change(world.messenger, 'connected');
  await world.swept(world.messenger, before);
  expect(new Map(world.told().map(({ externalId, origin }) => [externalId, origin]))).toEqual(
    new Map([
      [missed, 'healed'],
      [history, 'imported'],
    ]),
  );
});

test('OPEN-18: a conversation with a person in an excluded region is not read, once its bare signal came', async () => {
  await world.connect(world.messenger);
  const from = await world.simulator.control.act({ do: 'dm', customer: 'dora_de', text: 'Hallo' });
  await world.dm('ana_pe');
  await signal(Number(from.at));
  await world.sweep(world.messenger);
  expect(world.told()).toHaveLength(1);
});

test('a sweep goes on where its process ended', async () => {
  await world.connect(world.messenger);
  for (const customer of ['ana_pe', 'bo_mx', 'chidi_ng']) await world.dm(customer);
  const since = await requests();
  const before = await world.ask(world.messenger);
  await world.simulator.control.fault({ kind: 'http_error', endpoint: '/business/message/content/list/' });
  await world.pass(16 * 60_000);
  await until('it does not get on', async () => (await world.ask(world.messenger)).failure !== null);
  await world.restart();
  await world.simulator.control.clearFaults();
  await world.start(world.messenger);
  await world.swept(world.messenger, before);
  expect(world.told()).toHaveLength(3);
  expect((await requests()) - since).toBe(2);
});

test('a door that was closed, or a signature that does not fit, brings the next sweep forward', async () => {
  await world.connect(world.messenger);
  const calm = await relaxed();
  await post(
    Buffer.from('{}'),
    signWebhook({ rawBody: Buffer.from('{}'), secret: 'another secret', atMs: Date.now() }),
  );
  await until('the next sweep is sooner', async () => (await nextAt()) < calm);
  const calmAgain = await relaxed();
  await world.restart();
  await until('the next sweep is sooner', async () => (await nextAt()) < calmAgain);
});

const nextAt = async (): Promise<number> => Date.parse((await world.ask(world.messenger)).nextAt);

/** After two quiet sweeps the next one is minutes away. */
async function relaxed(): Promise<number> {
  await world.sweep(world.messenger);
  await world.sweep(world.messenger);
  return nextAt();
}

const requests = async (): Promise<number> =>
  (await world.simulator.control.requests({ path: '/business/message/conversation/list/' })).length;

/** The bare signal as ingestion keeps it. */
async function signal(atMs: number): Promise<void> {
  const content = { to: 'sim.store', to_user: { id: world.openId, role: 'business_account' }, timestamp: atMs };
  const body = {
    client_key: 'key',
    event: 'im_receive_msg_eu',
    create_time: Math.floor(atMs / 1_000),
    user_openid: world.openId,
    content: JSON.stringify(content),
  };
  const rawBody = Buffer.from(JSON.stringify(body));
  await deliver(rawBody);
}

async function deliver(rawBody: Buffer): Promise<void> {
  const response = await post(rawBody, signWebhook({ rawBody, secret: defaultApp.clientSecret, atMs: Date.now() }));
  expect(response.status).toBe(200);
  await until('it is read', async () => {
    const rows = await world.harness.sql(`SELECT 1 FROM ingestion.deliveries WHERE event = 'im_receive_msg_eu'`);
    return rows.length === 1;
  });
}

function post(rawBody: Buffer, signature: string): Promise<Response> {
  const headers = { 'content-type': 'application/json', 'tiktok-signature': signature };
  const url = `${world.service.url}/webhooks/tiktok`;
  return fetch(url, { method: 'POST', body: new Uint8Array(rawBody), headers });
}
