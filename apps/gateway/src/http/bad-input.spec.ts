import { newId, Problem, type Role } from '@duet/contracts';
import { type Call, startGateway, type TestGateway } from '../../test/start-gateway.ts';

/** The rows of README's table "Bad input" that the gateway refuses by itself: nothing reaches an owner. */
let gateway: TestGateway;
const keys = new Map<Role, string>();

beforeAll(async () => {
  gateway = await startGateway();
  const workspaceId = await gateway.createWorkspace('olga@shop.test');
  for (const role of ['agent', 'supervisor', 'admin'] as const)
    keys.set(role, await gateway.createApiKey(workspaceId, role));
});
afterAll(() => gateway.stop());

const notes = `/api/v1/tickets/${newId()}/notes`;
const json = { 'content-type': 'application/json' };

/** The problem a request ends with, after which no owner has been asked anything. */
async function refused(method: string, path: string, call: Call): Promise<object> {
  const before = gateway.owners.asked.length;
  const response = await gateway.call(method, path, call);
  const { status, code, details } = Problem.parse(await response.json());
  const type = response.headers.get('content-type')?.split(';')[0];
  expect([type, status]).toEqual(['application/problem+json', response.status]);
  expect(gateway.owners.asked).toHaveLength(before);
  return { status, code, ...(details ? { details } : {}) };
}

test.each([
  ['GET', '/api/v1/tickets', {}],
  ['POST', notes, { body: { text: 'a note' } }],
  ['POST', notes, { body: { text: 'a note' }, bearer: 'duet_wrong' }],
  ['POST', notes, { body: { text: 'a note' }, cookie: 'duet_session=wrong' }],
] as const)('Bad input: no session and no API key (%s %s %j)', async (method, path, call) => {
  expect(await refused(method, path, call)).toEqual({ status: 401, code: 'unauthenticated' });
});

test.each(['agent', 'supervisor'] as const)('Bad input: a role that may not do this (%s)', async (role) => {
  const bearer = keys.get(role) ?? '';
  const forbidden = { status: 403, code: 'forbidden' };
  expect(await refused('POST', '/api/v1/channels/tiktok/connect', { bearer, body: {} })).toEqual(forbidden);
  expect(await refused('POST', `/api/v1/channels/${newId()}/disconnect`, { bearer, body: {} })).toEqual(forbidden);
  expect(await refused('POST', '/api/v1/api-keys', { bearer, body: { name: 'x', role: 'owner' } })).toEqual(forbidden);
  const { body } = await gateway.call('GET', '/api/v1/api-keys', { bearer: keys.get('admin') ?? '' });
  expect(await new Response(body).text()).not.toContain('"name":"x"');
});

test.each([
  ['half a JSON text', { body: '{"text":', headers: json }, undefined],
  ['no object', { body: '[1]', headers: json }, undefined],
  ['a poisoned object', { body: '{"__proto__":{"a":1}}', headers: json }, undefined],
  ['a missing field', { body: {} }, 'text'],
  ['a field of another type', { body: { text: 5 } }, 'text'],
  ['no body', {}, 'text'],
])('Bad input: a body that is not JSON, or lacks a field (%s)', async (_what, call, field) => {
  const bearer = keys.get('agent') ?? '';
  const details = field === undefined ? {} : { details: { problems: [{ field, problem: expect.any(String) }] } };
  expect(await refused('POST', notes, { bearer, ...call })).toEqual({ status: 400, code: 'bad_request', ...details });
});

test.each(['a\0b', 'a\ud800b', '\udc00'])(
  'Bad input: NUL characters and lone surrogates in a request (%j)',
  async (text) => {
    const bearer = keys.get('agent') ?? '';
    const wrong = (field: string): object => ({
      status: 400,
      code: 'bad_request',
      details: { problems: [{ field, problem: 'holds a NUL character or half of a surrogate pair' }] },
    });
    expect(await refused('POST', notes, { bearer, body: { text } })).toEqual(wrong('text'));
    const state = { bearer: keys.get('admin') ?? '', body: { state: text } };
    expect(await refused('POST', '/api/v1/channels/tiktok/callback', state)).toEqual(wrong('state'));
    const password = { body: { email: 'olga@shop.test', password: text } };
    expect(await refused('POST', '/api/v1/session', password)).toEqual(wrong('password'));
    expect(await refused('GET', '/api/v1/tickets?cursor=a%00b', { bearer })).toEqual(wrong('cursor'));
  },
);

test.each([
  ['text/plain', '{"text":"a"}'],
  ['application/x-www-form-urlencoded', 'text=a'],
  ['multipart/form-data; boundary=x', '--x--'],
  ['application/json5', '{"text":"a"}'],
])('Bad input: a body of another type than JSON (%s)', async (contentType, body) => {
  const call = { bearer: keys.get('agent') ?? '', body, headers: { 'content-type': contentType } };
  const details = { contentType };
  expect(await refused('POST', notes, call)).toEqual({ status: 415, code: 'unsupported_media_type', details });
});

test('Bad input: a request to the API over 128 KiB', async () => {
  const call = { bearer: keys.get('agent') ?? '', body: { text: 'x'.repeat(128 * 1024) } };
  expect(await refused('POST', notes, call)).toEqual({ status: 413, code: 'too_large' });
});
