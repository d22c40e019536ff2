import { PersonChanged } from '@duet/contracts';
import { PASSWORD, refusalOf, startGateway, type TestGateway } from '../../test/start-gateway.ts';
import { RealTime } from '../sessions/real-time.ts';

const QUARTER_MS = 15 * 60_000;
let gateway: TestGateway;
let shop: string;
let cookie: string;

beforeEach(async () => {
  gateway = await startGateway();
  shop = await gateway.createWorkspace('olga@shop.test');
  cookie = await gateway.signIn('olga@shop.test');
});
afterEach(() => gateway.stop());

const post = (path: string, body: object, by = cookie) =>
  gateway.call('POST', `/api/v1/profile${path}`, { cookie: by, body });
const session = (by = cookie) => gateway.call('GET', '/api/v1/session', { cookie: by });
const signIn = (password: string) =>
  gateway.call('POST', '/api/v1/session', { body: { email: 'olga@shop.test', password } });

test('a new name stands in every workspace of the person, and others hear of it', async () => {
  const other = await gateway.createWorkspace('kim@other.test');
  const about = ['--email', 'olga@shop.test', '--name', 'Olga', '--role', 'agent'];
  await gateway.run('add-person', '--workspace', other, ...about);
  expect((await post('', { name: ' Olga Orlova ' })).status).toBe(204);
  expect(await (await session()).json()).toMatchObject({ person: { name: 'Olga Orlova' } });
  await gateway.harness.drained();
  const told = gateway.harness.published(PersonChanged).filter(({ data }) => data.name === 'Olga Orlova');
  expect(told.map(({ workspaceId, data }) => [workspaceId, data.role, data.version]).toSorted()).toEqual(
    [
      [shop, 'owner', 2],
      [other, 'agent', 2],
    ].toSorted(),
  );
  expect(await refusalOf(await post('', { name: ' ' }))).toEqual([400, 'bad_request']);
});

test('a password changes with the current one, and every other session ends', async () => {
  const elsewhere = await gateway.signIn('olga@shop.test');
  const wrong = await post('/password', { current: 'a guess', password: 'something new' });
  expect(await refusalOf(wrong)).toEqual([401, 'wrong_credentials']);
  expect((await session(elsewhere)).status).toBe(200);
  expect((await post('/password', { current: PASSWORD, password: 'something new' })).status).toBe(204);
  expect([(await session()).status, (await session(elsewhere)).status]).toEqual([200, 401]);
  expect([(await signIn(PASSWORD)).status, (await signIn('something new')).status]).toEqual([401, 200]);
  expect(await refusalOf(await post('/password', { current: 'something new', password: 'short' }))).toEqual([
    400,
    'bad_request',
  ]);
});

test('a stolen session guesses no password', async () => {
  // Attempts are counted by the quarter of an hour; this has a whole one before it.
  gateway.gateway.app.get(RealTime).offsetMs = QUARTER_MS - (Date.now() % QUARTER_MS);
  const codes = [];
  for (let turn = 0; turn < 11; turn += 1) {
    codes.push((await post('/password', { current: 'a guess', password: 'something new' })).status);
  }
  expect(codes.at(-1)).toBe(429);
});

test('signing out everywhere ends this session as well, and nobody else is signed out', async () => {
  const about = ['--email', 'ben@shop.test', '--name', 'Ben', '--role', 'agent'];
  await gateway.run('add-person', '--workspace', shop, ...about);
  const [elsewhere, ben] = [await gateway.signIn('olga@shop.test'), await gateway.signIn('ben@shop.test')];
  expect((await post('/sign-out', {})).status).toBe(204);
  const statuses = await Promise.all([cookie, elsewhere, ben].map(async (one) => (await session(one)).status));
  expect(statuses).toEqual([401, 401, 200]);
});

test.each(['', '/password', '/sign-out'])('an API key has no profile (%j)', async (path) => {
  const bearer = await gateway.createApiKey(shop, 'owner');
  const body = { name: 'Key', current: PASSWORD, password: 'something new' };
  expect(await refusalOf(await gateway.call('POST', `/api/v1/profile${path}`, { bearer, body }))).toEqual([
    403,
    'forbidden',
  ]);
});
