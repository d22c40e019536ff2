import { startGateway, type TestGateway } from '../../test/start-gateway.ts';

let gateway: TestGateway;

beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.stop());

test('everyone in a workspace sees its people by name, and nobody else', async () => {
  const shop = await gateway.createWorkspace('olga@shop.test');
  await gateway.createWorkspace('other@shop.test');
  await gateway.run('add-person', '--workspace', shop, '--email', 'ben@shop.test', '--name', 'ben', '--role', 'agent');
  const response = await gateway.call('GET', '/api/v1/people', { cookie: await gateway.signIn('ben@shop.test') });
  expect(await response.json()).toEqual({
    people: [
      expect.objectContaining({ name: 'ben', email: 'ben@shop.test', role: 'agent', active: true }),
      expect.objectContaining({ name: 'Olga', email: 'olga@shop.test', role: 'owner', active: true }),
    ],
  });
});

test('a transaction for one workspace sees no person, key or session of another, and no password', async () => {
  const shop = await gateway.createWorkspace('walls@shop.test');
  await gateway.createApiKey(shop, 'agent');
  const { database } = gateway.gateway;
  const count = (table: string) =>
    database.asPerson(shop, async (tx) => (await tx.query(`SELECT workspace_id FROM ${table}`)).length);
  expect([await count('workspaces'), await count('memberships'), await count('api_keys')]).toEqual([1, 1, 1]);
  const people = await database.asPerson(shop, (tx) => tx.query<{ email: string }>('SELECT email FROM people'));
  expect(people).toEqual([{ email: 'walls@shop.test' }]);
  const asPerson = (sql: string) => database.asPerson(shop, (tx) => tx.query(sql));
  await expect(asPerson('SELECT password_hash FROM people')).rejects.toThrow('permission denied');
  await expect(asPerson('SELECT id FROM sessions')).rejects.toThrow('permission denied');
});
