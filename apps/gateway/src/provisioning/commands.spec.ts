import { newId, PersonChanged, WorkspaceChanged } from '@duet/contracts';
import { startGateway, type TestGateway } from '../../test/start-gateway.ts';
import { BadCommand, runCommand } from './commands.ts';

let gateway: TestGateway;

beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.stop());

const create = (email: string, ...more: string[]) =>
  gateway.run('create-workspace', '--name', 'Shop', '--owner-email', email, '--owner-name', 'Olga', ...more);

test('a workspace and its owner are made and told to the others', async () => {
  const made = await create('olga@shop.test', '--plan', 'paid');
  expect(made).toEqual({
    workspaceId: expect.any(String),
    personId: expect.any(String),
    created: true,
    email: 'olga@shop.test',
  });
  await gateway.harness.drained();
  expect(gateway.harness.published(WorkspaceChanged)).toMatchObject([
    { workspaceId: made['workspaceId'], data: { name: 'Shop', plan: 'paid', version: 1 } },
  ]);
  expect(gateway.harness.published(PersonChanged)).toMatchObject([
    { workspaceId: made['workspaceId'], data: { personId: made['personId'], role: 'owner', active: true, version: 1 } },
  ]);
});

test('making it again gives the same ids and changes nothing', async () => {
  const first = await create('again@shop.test');
  const before = gateway.harness.published(PersonChanged).length;
  const [second, third] = await Promise.all([create('AGAIN@shop.test'), create('again@shop.test')]);
  expect(second).toEqual({ ...first, created: false });
  expect(third).toEqual({ ...first, created: false });
  await gateway.harness.drained();
  expect(
    gateway.harness
      .published(PersonChanged)
      .slice(before)
      .map(({ data }) => data.personId),
  ).toEqual(before === gateway.harness.published(PersonChanged).length ? [] : [first['personId']]);
});

test('a password is made up and told where none is given', async () => {
  const command = ['create-workspace', '--name', 'Shop', '--owner-email', 'new@shop.test', '--owner-name', 'Nia'];
  const { password } = await runCommand(gateway.gateway.database, command, {});
  const body = { email: 'new@shop.test', password };
  expect((await gateway.call('POST', '/api/v1/session', { body })).status).toBe(200);
  expect(await runCommand(gateway.gateway.database, command, {})).not.toHaveProperty('password');
});

test('a plan changes once', async () => {
  const { workspaceId } = await create('plan@shop.test');
  const id = String(workspaceId);
  for (let turn = 0; turn < 2; turn += 1) {
    expect(await gateway.run('set-plan', '--workspace', id, '--plan', 'paid')).toEqual({
      workspaceId: id,
      plan: 'paid',
    });
  }
  await gateway.harness.drained();
  const told = gateway.harness.published(WorkspaceChanged).filter((event) => event.workspaceId === id);
  expect(told.map(({ data }) => [data.plan, data.version])).toEqual([
    ['free', 1],
    ['paid', 2],
  ]);
});

test('a member gets another role, and a known person joins a second workspace with their password', async () => {
  const shop = String((await create('roles@shop.test'))['workspaceId']);
  const other = String((await create('second@shop.test'))['workspaceId']);
  const add = (workspace: string, role: string) =>
    gateway.run('add-person', '--workspace', workspace, '--email', 'ana@shop.test', '--name', 'Ana', '--role', role);
  const { personId } = await add(shop, 'agent');
  await add(shop, 'agent');
  await add(shop, 'supervisor');
  expect(await add(other, 'admin')).toMatchObject({ personId, created: false });
  await gateway.harness.drained();
  const told = gateway.harness.published(PersonChanged).filter(({ data }) => data.personId === personId);
  expect(told.map(({ workspaceId, data }) => [workspaceId, data.role, data.version])).toEqual([
    [shop, 'agent', 1],
    [shop, 'supervisor', 2],
    [other, 'admin', 1],
  ]);
});

test.each([
  [['nothing'], '"nothing" is no command'],
  [['create-workspace', '--name', 'Shop'], 'owner-email'],
  [['create-workspace', '--name', '', '--owner-email', 'x', '--owner-name', 'Y'], 'name'],
  [['set-plan', '--workspace', 'x', '--plan', 'gold'], 'plan'],
  [['set-plan', '--workspace', newId(), '--plan', 'paid'], 'There is no workspace'],
  [['create-api-key', '--workspace', newId(), '--role', 'agent', '--name', 'k'], 'There is no workspace'],
  [['add-person', '--wokspace', newId()], "Unknown option '--wokspace'"],
])('%j ends with a sentence', async (args, sentence) => {
  const failed = gateway.run(...args);
  await expect(failed).rejects.toThrow(BadCommand);
  await expect(failed).rejects.toThrow(sentence);
});

test('a password that is too short is refused before anything is made', async () => {
  const command = ['create-workspace', '--name', 'Shop', '--owner-email', 'short@shop.test', '--owner-name', 'Nia'];
  const failed = runCommand(gateway.gateway.database, command, { DUET_OWNER_PASSWORD: '1234' });
  await expect(failed).rejects.toThrow('DUET_OWNER_PASSWORD');
});
