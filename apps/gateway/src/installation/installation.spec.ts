import { TikTokAppSet } from '@duet/contracts';
import { refusalOf, startGateway, type TestGateway } from '../../test/start-gateway.ts';

const path = '/api/v1/installation/tiktok-app';
const body = { clientKey: '7600000000000000001', clientSecret: 'sim-app-secret-0002' };
let gateway: TestGateway;
let first: string;

beforeAll(async () => {
  gateway = await startGateway();
  first = await gateway.createWorkspace('olga@shop.test');
});
afterAll(() => gateway.stop());

test('the owner of the first workspace sets the app of the installation, and the answer holds no secret', async () => {
  const bearer = await gateway.createApiKey(first, 'owner');
  const response = await gateway.call('PUT', path, { bearer, body });
  expect(response.status).toBe(200);
  expect(await response.text()).not.toContain(body.clientSecret);
  expect(TikTokAppSet.request.parse(gateway.owners.asked.at(-1)?.request)).toEqual(body);
  expect((await gateway.call('GET', path, { bearer })).status).toBe(200);
});

test('other roles, and owners of other workspaces, neither see nor set it', async () => {
  const others = await Promise.all([
    gateway.createApiKey(first, 'admin'),
    gateway.createApiKey(first, 'agent'),
    gateway.createApiKey(await gateway.createWorkspace('other@shop.test'), 'owner'),
  ]);
  const before = gateway.owners.asked.length;
  for (const bearer of others) {
    expect(await refusalOf(await gateway.call('PUT', path, { bearer, body }))).toEqual([403, 'forbidden']);
    expect(await refusalOf(await gateway.call('GET', path, { bearer }))).toEqual([403, 'forbidden']);
  }
  expect(gateway.owners.asked).toHaveLength(before);
});

test('a value with a space in it is refused without being repeated', async () => {
  const bearer = await gateway.createApiKey(first, 'owner');
  const response = await gateway.call('PUT', path, { bearer, body: { ...body, clientSecret: 'sim app secret' } });
  expect(response.status).toBe(400);
  expect(await response.text()).not.toContain('sim app secret');
});
