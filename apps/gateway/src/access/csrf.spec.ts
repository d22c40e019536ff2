import { ORIGIN, PASSWORD, refusalOf, startGateway, type TestGateway } from '../../test/start-gateway.ts';

let gateway: TestGateway;
let cookie: string;
let bearer: string;

beforeAll(async () => {
  gateway = await startGateway();
  const workspaceId = await gateway.createWorkspace('olga@shop.test');
  bearer = await gateway.createApiKey(workspaceId, 'owner');
  cookie = await gateway.signIn('olga@shop.test');
});
afterAll(() => gateway.stop());

const ours: Record<string, string>[] = [{ origin: ORIGIN }, { 'sec-fetch-site': 'same-origin' }];
const foreign: Record<string, string>[] = [
  { origin: 'https://evil.test' },
  { origin: 'null' },
  { origin: ORIGIN.replace('http:', 'https:') },
  { 'sec-fetch-site': 'cross-site' },
  { 'sec-fetch-site': 'same-site', origin: ORIGIN },
];
const post = (headers: Record<string, string>, credentials: { cookie?: string; bearer?: string }) =>
  gateway.call('POST', '/api/v1/api-keys', {
    ...(credentials.bearer ? { bearer: credentials.bearer } : {}),
    body: { name: 'key', role: 'agent' },
    headers: { ...headers, ...(credentials.cookie ? { cookie: credentials.cookie } : {}) },
  });

test.each(ours)('a cookie from our own page (%j) may change things', async (headers) => {
  expect((await post(headers, { cookie })).status).toBe(201);
});

test.each([...foreign, {}])('a cookie from elsewhere (%j) may not', async (headers) => {
  const response = await post(headers, { cookie });
  expect(await refusalOf(response)).toEqual([403, 'forbidden']);
});

test.each([...ours, ...foreign, {}])('an API key is sent by nobody else (%j)', async (headers) => {
  expect((await post(headers, { bearer })).status).toBe(201);
});

test.each(foreign)('another page (%j) can neither sign somebody in nor out', async (headers) => {
  const body = { email: 'olga@shop.test', password: PASSWORD };
  expect((await gateway.call('POST', '/api/v1/session', { body, headers })).status).toBe(403);
  expect((await gateway.call('DELETE', '/api/v1/session', { headers: { cookie, ...headers } })).status).toBe(403);
  expect((await gateway.call('GET', '/api/v1/session', { cookie })).status).toBe(200);
});

test('reading needs no origin', async () => {
  const headers = { cookie, 'sec-fetch-site': 'cross-site' };
  expect((await gateway.call('GET', '/api/v1/session', { headers })).status).toBe(200);
});

test('no answer allows another origin to read it', async () => {
  const headers = { cookie, origin: 'https://evil.test' };
  const response = await gateway.call('GET', '/api/v1/session', { headers });
  expect(response.headers.has('access-control-allow-origin')).toBe(false);
});
