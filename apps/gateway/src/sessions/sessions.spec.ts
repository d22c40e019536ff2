import { SessionView } from '@duet/contracts';
import { cookieOf, PASSWORD, refusalOf, startGateway, type TestGateway } from '../../test/start-gateway.ts';
import { RealTime } from './real-time.ts';
import { sessionStore } from './session.store.ts';

const HOUR_MS = 3_600_000;
let gateway: TestGateway;
let workspaceId: string;
let time: RealTime;

beforeAll(async () => {
  gateway = await startGateway();
  workspaceId = await gateway.createWorkspace('olga@shop.test');
  time = gateway.gateway.app.get(RealTime);
});
afterEach(() => {
  time.offsetMs = 0;
});
afterAll(() => gateway.stop());

const status = async (cookie: string): Promise<number> =>
  (await gateway.call('GET', '/api/v1/session', { cookie })).status;

test('signing in tells who one is and sets a cookie that scripts cannot read', async () => {
  const body = { email: ' OLGA@shop.test ', password: PASSWORD };
  const response = await gateway.call('POST', '/api/v1/session', { body });
  expect(response.headers.get('set-cookie')).toMatch(/^duet_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/);
  const session = SessionView.parse(await response.json());
  expect(session).toMatchObject({ person: { email: 'olga@shop.test', name: 'Olga' }, workspace: { id: workspaceId } });
  const again = await gateway.call('GET', '/api/v1/session', { cookie: cookieOf(response) });
  expect(await again.json()).toMatchObject({ person: session.person, workspace: session.workspace, role: 'owner' });
});

test('the token stands nowhere in the database', async () => {
  const token = (await gateway.signIn('olga@shop.test')).split('=')[1];
  const rows = await gateway.harness.sql<{ row: string }>('SELECT sessions::text AS row FROM gateway.sessions');
  expect(rows.length).toBeGreaterThan(0);
  expect(rows.map(({ row }) => row).join()).not.toContain(token);
});

test('with https the cookie is tied to its host', async () => {
  const secure = await startGateway({ PUBLIC_URL: 'https://duet.test' });
  await secure.createWorkspace('olga@shop.test');
  const response = await secure.call('POST', '/api/v1/session', {
    body: { email: 'olga@shop.test', password: PASSWORD },
  });
  expect(response.headers.get('set-cookie')).toMatch(
    /^__Host-duet=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
  );
  expect(response.headers.get('strict-transport-security')).toContain('max-age=');
  await secure.stop();
});

test('signing out ends the session, and doing it again is fine', async () => {
  const cookie = await gateway.signIn('olga@shop.test');
  const response = await gateway.call('DELETE', '/api/v1/session', { cookie, body: {} });
  expect(response.status).toBe(204);
  expect(cookieOf(response)).toBe('duet_session=');
  expect(await status(cookie)).toBe(401);
  expect((await gateway.call('DELETE', '/api/v1/session', { cookie })).status).toBe(204);
});

test('each sign-in gets another token and ends the session that the browser had', async () => {
  const first = await gateway.signIn('olga@shop.test');
  const body = { email: 'olga@shop.test', password: PASSWORD };
  const second = cookieOf(await gateway.call('POST', '/api/v1/session', { cookie: first, body }));
  expect(second).not.toBe(first);
  expect([await status(first), await status(second)]).toEqual([401, 200]);
});

test('an idle session ends after twelve hours, a used one lives on', async () => {
  const [idle, used] = [await gateway.signIn('olga@shop.test'), await gateway.signIn('olga@shop.test')];
  time.offsetMs = 7 * HOUR_MS;
  expect(await status(used)).toBe(200);
  time.offsetMs = 13 * HOUR_MS;
  expect([await status(idle), await status(used)]).toEqual([401, 200]);
});

test('every session ends after fourteen days', async () => {
  const cookie = await gateway.signIn('olga@shop.test');
  for (let hours = 11; hours < 14 * 24; hours += 11) {
    time.offsetMs = hours * HOUR_MS;
    expect(await status(cookie)).toBe(200);
  }
  time.offsetMs = 14 * 24 * HOUR_MS + 1_000;
  expect(await status(cookie)).toBe(401);
});

test('moving the clock of the demo signs nobody out', async () => {
  const cookie = await gateway.signIn('olga@shop.test');
  await gateway.harness.moveClock(40 * HOUR_MS);
  const response = await gateway.call('GET', '/api/v1/session', { cookie });
  const { serverTime } = SessionView.parse(await response.json());
  expect(Date.parse(serverTime) - Date.now()).toBeGreaterThan(39 * HOUR_MS);
  await gateway.harness.moveClock(0);
});

test('a person who left is out at once', async () => {
  await gateway.run(
    'add-person',
    '--workspace',
    workspaceId,
    '--email',
    'left@shop.test',
    '--name',
    'Lea',
    '--role',
    'agent',
  );
  const cookie = await gateway.signIn('left@shop.test');
  await gateway.harness.sql(
    `UPDATE gateway.memberships SET active = false FROM gateway.people WHERE people.id = person_id AND email = 'left@shop.test'`,
  );
  expect(await status(cookie)).toBe(401);
  const body = { email: 'left@shop.test', password: PASSWORD };
  const response = await gateway.call('POST', '/api/v1/session', { body });
  expect(await refusalOf(response)).toEqual([401, 'wrong_credentials']);
});

test('ended sessions and old attempts do not stay', async () => {
  await gateway.signIn('olga@shop.test');
  const later = new Date(Date.now() + 15 * 24 * HOUR_MS);
  await gateway.gateway.database.asWorker((tx) => sessionStore.forgetEnded(tx, later));
  expect(await gateway.harness.sql('SELECT FROM gateway.sessions')).toEqual([]);
});
