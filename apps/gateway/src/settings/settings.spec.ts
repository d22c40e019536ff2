import { ChannelCapabilities, newId, WorkspaceChanged } from '@duet/contracts';
import { refusalOf, startGateway, type TestGateway } from '../../test/start-gateway.ts';

const path = '/api/v1/workspace/settings';
let gateway: TestGateway;
let workspaceId: string;
let admin: string;
let agent: string;

beforeAll(async () => {
  gateway = await startGateway();
  workspaceId = await gateway.createWorkspace('olga@shop.test');
  admin = await gateway.createApiKey(workspaceId, 'admin');
  agent = await gateway.createApiKey(workspaceId, 'agent');
});
afterAll(() => gateway.stop());

const set = (bearer: string, commentTextMax: unknown): Promise<Response> =>
  gateway.call('POST', path, { bearer, body: { commentTextMax } });
const told = async (bearer: string): Promise<unknown> => (await gateway.call('GET', path, { bearer })).json();

test('an admin raises the length of comments to what TikTok takes, and other services hear of it', async () => {
  expect(await told(agent)).toEqual({ commentTextMax: null, windowPolicy: 'flat' });
  const response = await set(admin, 1_200);
  expect([response.status, await response.json()]).toEqual([200, { commentTextMax: 1_200, windowPolicy: 'flat' }]);
  expect(await told(agent)).toEqual({ commentTextMax: 1_200, windowPolicy: 'flat' });
  const cookie = await gateway.signIn('olga@shop.test');
  const session = await gateway.call('GET', '/api/v1/session', { cookie });
  expect(await session.json()).toMatchObject({ workspace: { settings: { commentTextMax: 1_200 } } });
  await gateway.harness.drained();
  const events = gateway.harness.published(WorkspaceChanged).filter((event) => event.workspaceId === workspaceId);
  expect(events.map(({ data }) => [data.version, data.settings])).toEqual([
    [1, { commentTextMax: null, windowPolicy: 'flat' }],
    [2, { commentTextMax: 1_200, windowPolicy: 'flat' }],
  ]);
});

test('the owner of a question hears the settings of the workspace, not of the request', async () => {
  await set(admin, 300);
  const query = '?settings=%7B%22commentTextMax%22%3A1200%7D';
  const response = await gateway.call('GET', `/api/v1/channels/${newId()}/capabilities${query}`, { bearer: agent });
  expect(response.status).toBe(200);
  expect(ChannelCapabilities.request.parse(gateway.owners.asked.at(-1)?.request).settings).toEqual({
    commentTextMax: 300,
    windowPolicy: 'flat',
  });
});

test('one setting is changed without the other', async () => {
  const change = (body: object): Promise<Response> => gateway.call('POST', path, { bearer: admin, body });
  await change({ commentTextMax: 400 });
  expect(await (await change({ windowPolicy: 'tiered' })).json()).toEqual({
    commentTextMax: 400,
    windowPolicy: 'tiered',
  });
  expect(await (await change({ commentTextMax: null })).json()).toEqual({
    commentTextMax: null,
    windowPolicy: 'tiered',
  });
  expect(await refusalOf(await change({ windowPolicy: 'generous' }))).toEqual([400, 'bad_request']);
  await change({ windowPolicy: 'flat' });
});

test.each([0, -1, 1.5, 1_201, '150'])('%p characters are refused', async (characters) => {
  const before = await told(agent);
  expect(await refusalOf(await set(admin, characters))).toEqual([400, 'bad_request']);
  expect(await told(agent)).toEqual(before);
});

test('only owners and admins change settings, each of the own workspace', async () => {
  const stranger = await gateway.createApiKey(await gateway.createWorkspace('other@shop.test'), 'owner');
  const before = await told(agent);
  expect(await refusalOf(await set(agent, 500))).toEqual([403, 'forbidden']);
  expect((await set(stranger, 700)).status).toBe(200);
  expect(await told(agent)).toEqual(before);
  expect(await told(stranger)).toEqual({ commentTextMax: 700, windowPolicy: 'flat' });
});

test('an admin gives the workspace another name, and other services hear of it', async () => {
  const rename = (bearer: string, name: unknown): Promise<Response> =>
    gateway.call('POST', '/api/v1/workspace', { bearer, body: { name } });
  const nameOf = async (): Promise<unknown> => {
    const session = await gateway.call('GET', '/api/v1/session', { cookie: await gateway.signIn('olga@shop.test') });
    return ((await session.json()) as { workspace: { name: string } }).workspace.name;
  };
  expect((await rename(admin, ' Olga’s shop ')).status).toBe(204);
  expect(await nameOf()).toBe('Olga’s shop');
  expect(await refusalOf(await rename(agent, 'Mine'))).toEqual([403, 'forbidden']);
  expect(await refusalOf(await rename(admin, '  '))).toEqual([400, 'bad_request']);
  expect((await rename(admin, 'Olga’s shop')).status).toBe(204);
  expect(await nameOf()).toBe('Olga’s shop');
  await gateway.harness.drained();
  const events = gateway.harness.published(WorkspaceChanged).filter((event) => event.workspaceId === workspaceId);
  expect(events.map(({ data }) => data.name).filter((name) => name === 'Olga’s shop')).toHaveLength(1);
});
