import { newId, PresenceChanged } from '@duet/contracts';
import { until } from '@duet/testing';
import { z } from 'zod';
import { Listener } from '../../test/listen.ts';
import { startGateway, type TestGateway } from '../../test/start-gateway.ts';
import { presenceStore } from './presence.store.ts';

const OFFLINE_AFTER_MS = 600;
let gateway: TestGateway;
let shop: string;
let cookie: string;

beforeAll(async () => {
  gateway = await startGateway({ OFFLINE_AFTER_MS });
  shop = await gateway.createWorkspace('olga@shop.test');
  cookie = await gateway.signIn('olga@shop.test');
});
afterAll(() => gateway.stop());

const told = () =>
  gateway.harness
    .published(PresenceChanged)
    .filter(({ workspaceId }) => workspaceId === shop)
    .map(({ data }) => data.isOnline);
const listen = () => Listener.open(gateway.gateway.url, { cookie });

test('whoever has a page open is online, and offline when the last one is gone for a while', async () => {
  const [first, second] = [await listen(), await listen()];
  await until('Olga is online', () => Promise.resolve(told().length === 1));
  first.close();
  await second.heardNamed('hello');
  second.close();
  await until('Olga is offline', () => Promise.resolve(told().length === 2));
  const third = await listen();
  await until('Olga is online again', () => Promise.resolve(told().length === 3));
  third.close();
  await until('Olga is offline again', () => Promise.resolve(told().length === 4));
  expect(told()).toEqual([true, false, true, false]);
  const versions = gateway.harness.published(PresenceChanged).map(({ data }) => data.version);
  expect(versions).toEqual([1, 2, 3, 4]);
});

test('an API key is nobody who could be online', async () => {
  const before = told().length;
  const bearer = await gateway.createApiKey(shop, 'agent');
  const listener = await Listener.open(gateway.gateway.url, { authorization: `Bearer ${bearer}` });
  await listener.heardNamed('hello');
  const again = await listen();
  await until('Olga is online', () => Promise.resolve(told().length === before + 1));
  listener.close();
  again.close();
});

test('one process keeps somebody online whom another no longer sees, and coming is told once', async () => {
  const { database } = gateway.gateway;
  const made = await gateway.run(
    'add-person',
    '--workspace',
    shop,
    '--email',
    'bo@shop.test',
    '--name',
    'Bo',
    '--role',
    'agent',
  );
  const { personId } = z.object({ personId: z.uuid() }).parse(made);
  const bo = { workspaceId: shop, personId };
  const at = (ms: number) => new Date(Date.now() + 3_600_000 + ms);
  const see = (ms: number) => database.asWorker((tx) => presenceStore.see(tx, [bo, bo], at(ms)));
  const [one, other] = await Promise.all([see(0), see(0)]);
  expect([...one, ...other]).toEqual([{ ...bo, isOnline: true, version: 1 }]);
  expect(await see(500)).toEqual([]);
  const missed = await database.asWorker((tx) => presenceStore.miss(tx, at(400)));
  expect(missed.filter((change) => change.personId === personId)).toEqual([]);
  const strangers = [{ workspaceId: shop, personId: newId() }];
  expect(await database.asWorker((tx) => presenceStore.see(tx, strangers, at(0)))).toEqual([]);
});
