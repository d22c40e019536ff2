import { refusalOf, startGateway, type TestGateway } from '../../test/start-gateway.ts';

const path = '/api/v1/preferences';
let gateway: TestGateway;
let workspaceId: string;

beforeAll(async () => {
  gateway = await startGateway();
  workspaceId = await gateway.createWorkspace('olga@shop.test');
});
afterAll(() => gateway.stop());

const choose = async (cookie: string, body: object): Promise<unknown> =>
  (await gateway.call('POST', path, { cookie, body })).json();

test('what a person chooses is there wherever they sign in, and choosing one thing leaves the others', async () => {
  const [here, there] = [await gateway.signIn('olga@shop.test'), await gateway.signIn('olga@shop.test')];
  expect(await (await gateway.call('GET', path, { cookie: here })).json()).toEqual({});
  await choose(here, { theme: 'dark', keys: { reply: 'KeyT', note: null } });
  const both = { theme: 'dark', language: 'ru', keys: { reply: 'KeyT', note: null } };
  expect(await choose(there, { language: 'ru' })).toEqual(both);
  expect(await (await gateway.call('GET', path, { cookie: here })).json()).toEqual(both);
  expect(await choose(here, { keys: {} })).toEqual({ ...both, keys: {} });
});

test('a colleague has preferences of their own', async () => {
  await gateway.createWorkspace('nora@shop.test');
  const [olga, nora] = [await gateway.signIn('olga@shop.test'), await gateway.signIn('nora@shop.test')];
  await choose(olga, { density: 'compact' });
  expect(await (await gateway.call('GET', path, { cookie: nora })).json()).toEqual({});
});

test('what cannot be chosen is refused, and an API key has nothing to choose', async () => {
  const cookie = await gateway.signIn('olga@shop.test');
  for (const body of [{ theme: 'pink' }, { notifications: { quiet: { from: '25:00', to: '07:00' } } }]) {
    expect(await refusalOf(await gateway.call('POST', path, { cookie, body }))).toEqual([400, 'bad_request']);
  }
  const bearer = await gateway.createApiKey(workspaceId, 'owner');
  expect(await refusalOf(await gateway.call('GET', path, { bearer }))).toEqual([403, 'forbidden']);
  expect(await refusalOf(await gateway.call('POST', path, { bearer, body: {} }))).toEqual([403, 'forbidden']);
});
