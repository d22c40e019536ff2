import { Role } from '@duet/contracts';
import { z } from 'zod';
import { refusalOf, startGateway, type TestGateway } from '../../test/start-gateway.ts';
import { ApiKeyView } from './api-key.routes.ts';

let gateway: TestGateway;
let workspaceId: string;
let cookie: string;

beforeAll(async () => {
  gateway = await startGateway();
  workspaceId = await gateway.createWorkspace('olga@shop.test');
  cookie = await gateway.signIn('olga@shop.test');
});
afterAll(() => gateway.stop());

const Created = ApiKeyView.extend({ apiKey: z.string() });
const Listed = z.object({ apiKeys: z.array(z.looseObject(ApiKeyView.shape)) });

const create = async (call: { cookie?: string; bearer?: string }, role: Role) => {
  const response = await gateway.call('POST', '/api/v1/api-keys', { ...call, body: { name: 'Warehouse', role } });
  return { status: response.status, body: await response.json() };
};

test('a key is told once, shown by its first characters and stored as a hash', async () => {
  const { status, body: answer } = await create({ cookie }, 'agent');
  const body = Created.parse(answer);
  expect(status).toBe(201);
  expect(body.apiKey).toMatch(/^duet_[\w-]{43}$/);
  expect(body.apiKey.startsWith(body.prefix)).toBe(true);
  const listed = Listed.parse(await (await gateway.call('GET', '/api/v1/api-keys', { cookie })).json());
  expect(listed.apiKeys[0]).toMatchObject({ id: body.id, name: 'Warehouse', role: 'agent', prefix: body.prefix });
  const rows = await gateway.harness.sql<{ row: string }>('SELECT api_keys::text AS row FROM gateway.api_keys');
  expect(JSON.stringify([listed, rows])).not.toContain(body.apiKey);
});

test('a key works until it is revoked, and its use is remembered', async () => {
  const body = Created.parse((await create({ cookie }, 'agent')).body);
  const people = () => gateway.call('GET', '/api/v1/people', { bearer: body.apiKey });
  expect((await people()).status).toBe(200);
  const [row] = await gateway.harness.sql<{ used: boolean }>(
    'SELECT last_used_at IS NOT NULL AS used FROM gateway.api_keys WHERE id = $1',
    [body.id],
  );
  expect(row?.used).toBe(true);
  const revoked = await gateway.call('POST', `/api/v1/api-keys/${body.id}/revoke`, { cookie });
  expect(await revoked.json()).toMatchObject({ id: body.id, revokedAt: expect.any(String) });
  expect((await people()).status).toBe(401);
});

test.each(Role.options)('an %s hands out no more than they have', async (role) => {
  const bearer = await gateway.createApiKey(workspaceId, role);
  const statuses = [];
  for (const wanted of Role.options) statuses.push((await create({ bearer }, wanted)).status);
  const expected = { owner: [201, 201, 201, 201], admin: [403, 201, 201, 201] };
  expect(statuses).toEqual(role === 'owner' || role === 'admin' ? expected[role] : [403, 403, 403, 403]);
});

test('another workspace neither sees nor revokes them', async () => {
  const body = Created.parse((await create({ cookie }, 'agent')).body);
  const stranger = await gateway.createApiKey(await gateway.createWorkspace('other@shop.test'), 'owner');
  const listed = Listed.parse(await (await gateway.call('GET', '/api/v1/api-keys', { bearer: stranger })).json());
  expect(listed.apiKeys).toHaveLength(1);
  const revoked = await gateway.call('POST', `/api/v1/api-keys/${body.id}/revoke`, { bearer: stranger });
  expect(await refusalOf(revoked)).toEqual([404, 'not_found']);
  expect((await gateway.call('GET', '/api/v1/people', { bearer: body.apiKey })).status).toBe(200);
});

test('a key is nobody: it has no session', async () => {
  const bearer = await gateway.createApiKey(workspaceId, 'owner');
  expect((await gateway.call('GET', '/api/v1/session', { bearer })).status).toBe(403);
});
