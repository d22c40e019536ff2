import { type Handover, newId, PersonChanged, PersonRemoved } from '@duet/contracts';
import { z } from 'zod';
import { Listener } from '../../test/listen.ts';
import { refusalOf, startGateway, type TestGateway } from '../../test/start-gateway.ts';

let gateway: TestGateway;
let shop: string;
let owner: string;
let ownerId: string;

beforeEach(async () => {
  gateway = await startGateway();
  shop = await gateway.createWorkspace('olga@shop.test');
  owner = await gateway.signIn('olga@shop.test');
  ownerId = await idOf('olga@shop.test');
});
afterEach(() => gateway.stop());

const People = z.object({
  people: z.array(
    z.object({ id: z.string(), name: z.string(), email: z.string(), role: z.string(), active: z.boolean() }),
  ),
});
const people = async () =>
  People.parse(await (await gateway.call('GET', '/api/v1/people', { cookie: owner })).json()).people;
const idOf = async (email: string) => (await people()).find((one) => one.email === email)?.id ?? '';

async function add(name: string, role: string): Promise<string> {
  const about = ['--email', `${name}@shop.test`, '--name', name, '--role', role];
  const made = await gateway.run('add-person', '--workspace', shop, ...about);
  return z.object({ personId: z.uuid() }).parse(made).personId;
}
const setRole = (id: string, role: string, cookie = owner) =>
  gateway.call('POST', `/api/v1/people/${id}/role`, { cookie, body: { role } });
const remove = (id: string, to: Handover = { kind: 'nobody' }, cookie = owner) =>
  gateway.call('POST', `/api/v1/people/${id}/remove`, { cookie, body: { to } });
const status = async (cookie: string) => (await gateway.call('GET', '/api/v1/session', { cookie })).status;

test('another role holds from the next request on, and others hear of it', async () => {
  const id = await add('ben', 'agent');
  const ben = await gateway.signIn('ben@shop.test');
  expect((await gateway.call('GET', '/api/v1/invitations', { cookie: ben })).status).toBe(403);
  expect(await (await setRole(id, 'admin')).json()).toMatchObject({ id, role: 'admin', active: true });
  expect((await gateway.call('GET', '/api/v1/invitations', { cookie: ben })).status).toBe(200);
  await gateway.harness.drained();
  const told = gateway.harness.published(PersonChanged).filter(({ data }) => data.personId === id);
  expect(told.map(({ data }) => [data.role, data.version])).toEqual([
    ['agent', 1],
    ['admin', 2],
  ]);
});

test('the last owner is neither lowered nor removed', async () => {
  expect(await refusalOf(await setRole(ownerId, 'admin'))).toEqual([409, 'last_owner']);
  expect(await refusalOf(await remove(ownerId))).toEqual([409, 'last_owner']);
  expect((await setRole(ownerId, 'owner')).status).toBe(200);
  const second = await add('ben', 'owner');
  expect((await setRole(ownerId, 'admin')).status).toBe(200);
  const ben = await gateway.signIn('ben@shop.test');
  expect(await refusalOf(await remove(second, undefined, ben))).toEqual([409, 'last_owner']);
});

test('of two owners who take each other out at once one stays', async () => {
  const second = await add('ben', 'owner');
  const ben = await gateway.signIn('ben@shop.test');
  const answers = await Promise.all([remove(second), remove(ownerId, undefined, ben)]);
  const owners = await gateway.harness.sql(
    `SELECT FROM gateway.memberships WHERE workspace_id = $1 AND role = 'owner' AND active`,
    [shop],
  );
  expect(answers.filter(({ status: code }) => code === 200)).toHaveLength(1);
  expect(owners).toHaveLength(1);
});

test('an admin does nothing to an owner, and makes nobody one', async () => {
  const id = await add('ben', 'agent');
  await add('ada', 'admin');
  const admin = await gateway.signIn('ada@shop.test');
  expect(await refusalOf(await setRole(ownerId, 'agent', admin))).toEqual([403, 'forbidden']);
  expect(await refusalOf(await remove(ownerId, undefined, admin))).toEqual([403, 'forbidden']);
  expect(await refusalOf(await setRole(id, 'owner', admin))).toEqual([403, 'forbidden']);
  expect((await setRole(id, 'supervisor', admin)).status).toBe(200);
});

test('who is removed is out at once everywhere: sessions, live streams and the sign-in', async () => {
  const id = await add('ben', 'agent');
  const cookies = [await gateway.signIn('ben@shop.test'), await gateway.signIn('ben@shop.test')];
  const stream = await Listener.open(gateway.gateway.url, { cookie: cookies[0] ?? '' });
  await stream.heardNamed('hello');
  expect(await (await remove(id)).json()).toMatchObject({ id, active: false });
  expect(await Promise.all(cookies.map(status))).toEqual([401, 401]);
  await stream.ended();
  await expect(gateway.signIn('ben@shop.test')).rejects.toThrow('401');
  expect(await status(owner)).toBe(200);
  expect((await people()).find((one) => one.id === id)).toMatchObject({ active: false });
});

test('ticketing hears who left, by whom, and into whose hands the tickets go', async () => {
  const [ben, cy] = [await add('ben', 'agent'), await add('cy', 'agent')];
  await remove(ben, { kind: 'person', id: cy });
  await gateway.harness.drained();
  expect(gateway.harness.published(PersonRemoved)).toMatchObject([
    {
      workspaceId: shop,
      data: { personId: ben, by: { kind: 'person', id: ownerId, role: 'owner' }, to: { kind: 'person', id: cy } },
    },
  ]);
  const told = gateway.harness.published(PersonChanged).filter(({ data }) => data.personId === ben);
  expect(told.map(({ data }) => data.active)).toEqual([true, false]);
});

test('tickets go to a colleague who is here, not to one who left, to the same person, or to a stranger', async () => {
  const [ben, cy] = [await add('ben', 'agent'), await add('cy', 'agent')];
  await remove(cy);
  for (const id of [ben, cy, newId()]) {
    expect(await refusalOf(await remove(ben, { kind: 'person', id }))).toEqual([404, 'not_found']);
  }
  expect((await people()).find((one) => one.id === ben)).toMatchObject({ active: true });
});

test('another workspace changes nobody here', async () => {
  const ben = await add('ben', 'agent');
  await gateway.createWorkspace('stranger@shop.test');
  const stranger = await gateway.signIn('stranger@shop.test');
  expect(await refusalOf(await setRole(ben, 'admin', stranger))).toEqual([404, 'not_found']);
  expect(await refusalOf(await remove(ben, undefined, stranger))).toEqual([404, 'not_found']);
});

test('whoever comes back by an invitation is active again under the same id', async () => {
  const id = await add('ben', 'agent');
  await remove(id);
  await gateway.call('POST', '/api/v1/invitations', { cookie: owner, body: { email: 'ben@shop.test', role: 'agent' } });
  const { mails } = z
    .object({ mails: z.array(z.object({ letter: z.object({ link: z.string() }) })) })
    .parse(await (await gateway.call('GET', '/api/v1/mails', { cookie: owner })).json());
  const token = new URL(mails[0]?.letter.link ?? '').hash.slice(1);
  const body = { token, name: 'Benjamin', password: 'back again here' };
  expect((await gateway.call('POST', '/api/v1/session/invitation', { body })).status).toBe(200);
  expect((await people()).find((one) => one.id === id)).toMatchObject({ name: 'Benjamin', active: true });
});
