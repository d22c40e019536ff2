import { refusalOf, startGateway, type TestGateway } from '../../test/start-gateway.ts';

let gateway: TestGateway;

beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.stop());

const redeem = (token: unknown, password = 'chosen by the owner') =>
  gateway.call('POST', '/api/v1/session/owner-link', { body: { token, password } });
const signIn = (email: string, password: string) =>
  gateway.call('POST', '/api/v1/session', { body: { email, password } });
const sessionOf = (cookie: string) => gateway.call('GET', '/api/v1/session', { cookie });
const cookieOf = (response: Response): string => response.headers.get('set-cookie')?.split(';')[0] ?? '';

async function linkFor(email: string) {
  const workspace = await gateway.createWorkspace(email);
  return { workspace, link: await gateway.run('owner-link', '--workspace', workspace) };
}

test("an owner's link sets the password, signs in, ends every earlier session, and works once", async () => {
  const { workspace, link } = await linkFor('olga@link.test');
  expect(link).toEqual({ token: expect.any(String), email: 'olga@link.test', expiresAt: expect.any(String) });
  const first = await redeem(link['token']);
  expect(first.status).toBe(200);
  expect(await first.json()).toMatchObject({ workspace: { id: workspace }, role: 'owner' });
  expect((await sessionOf(cookieOf(first))).status).toBe(200);
  expect((await signIn('olga@link.test', 'chosen by the owner')).status).toBe(200);
  expect(await refusalOf(await redeem(link['token']))).toEqual([400, 'link_invalid']);

  const again = await gateway.run('owner-link', '--workspace', workspace);
  expect((await redeem(again['token'], 'another password')).status).toBe(200);
  expect((await sessionOf(cookieOf(first))).status).toBe(401);
  expect((await signIn('olga@link.test', 'chosen by the owner')).status).toBe(401);
});

test('a newer link makes the one before void, and an old one is refused', async () => {
  const { workspace, link } = await linkFor('nia@link.test');
  const newer = await gateway.run('owner-link', '--workspace', workspace);
  expect(await refusalOf(await redeem(link['token']))).toEqual([400, 'link_invalid']);
  await gateway.harness.sql(`UPDATE gateway.owner_links SET expires_at = now()`);
  expect(await refusalOf(await redeem(newer['token']))).toEqual([400, 'link_invalid']);
});

test('the database holds no link that anyone could use', async () => {
  const { link } = await linkFor('sealed@link.test');
  const rows = await gateway.harness.sql<{ row: string }>('SELECT owner_links::text AS row FROM gateway.owner_links');
  expect(rows.filter(({ row }) => row.includes(String(link['token'])))).toEqual([]);
});

test('a password that is too short changes nothing', async () => {
  const { link } = await linkFor('short@link.test');
  expect((await redeem(link['token'], 'short')).status).toBe(400);
  expect((await redeem(link['token'])).status).toBe(200);
});
