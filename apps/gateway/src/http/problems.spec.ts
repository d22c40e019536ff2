import { newId, Problem, TicketGet } from '@duet/contracts';
import { refusalOf, startGateway, type TestGateway } from '../../test/start-gateway.ts';

let gateway: TestGateway;
let bearer: string;

beforeAll(async () => {
  gateway = await startGateway();
  bearer = await gateway.createApiKey(await gateway.createWorkspace('olga@shop.test'), 'admin');
  gateway.owners.answer(TicketGet, () => {
    throw new Error('a bug');
  });
});
afterAll(() => gateway.stop());

const json = { 'content-type': 'application/json' };
const ticket = `/api/v1/tickets/${newId()}`;

test.each([
  ['an unknown path of the API', 'GET', '/api/v1/nothing', {}, 404, 'not_found'],
  ['an unknown path', 'GET', '/nothing', {}, 404, 'not_found'],
  ['another method', 'PUT', ticket, {}, 404, 'not_found'],
  ['a body that is no JSON', 'POST', `${ticket}/notes`, { body: '{"text":', headers: json }, 400, 'bad_request'],
  ['a body that is no object', 'POST', `${ticket}/notes`, { body: '[1]', headers: json }, 400, 'bad_request'],
  ['a poisoned body', 'POST', `${ticket}/notes`, { body: '{"__proto__":{"a":1}}', headers: json }, 400, 'bad_request'],
  ['no body at all', 'POST', `${ticket}/notes`, {}, 400, 'bad_request'],
  ['an empty JSON body', 'POST', `${ticket}/notes`, { body: '', headers: json }, 400, 'bad_request'],
  [
    'a form',
    'POST',
    `${ticket}/notes`,
    { body: 'text=a', headers: { 'content-type': 'application/x-www-form-urlencoded' } },
    415,
    'unsupported_media_type',
  ],
  [
    'plain text',
    'POST',
    `${ticket}/notes`,
    { body: '{"text":"a"}', headers: { 'content-type': 'text/plain' } },
    415,
    'unsupported_media_type',
  ],
  ['a body that is too large', 'POST', `${ticket}/notes`, { body: { text: 'x'.repeat(200_000) } }, 413, 'too_large'],
  ['a missing field', 'POST', `${ticket}/notes`, { body: {} }, 400, 'bad_request'],
  ['an id that is none', 'GET', '/api/v1/tickets/42', {}, 400, 'bad_request'],
  ['a parameter given twice', 'GET', '/api/v1/tickets?limit=1&limit=2', {}, 400, 'bad_request'],
  ['a bug of the owner', 'GET', ticket, {}, 500, 'internal'],
] as const)('%s is a problem', async (_title, method, path, call, status, code) => {
  const response = await gateway.call(method, path, { bearer, ...call });
  expect(response.headers.get('content-type')).toContain('application/problem+json');
  const problem = Problem.parse(await response.json());
  expect([response.status, problem.status, problem.code]).toEqual([status, status, code]);
  expect(problem.detail).not.toBe('');
});

test('a field that is wrong is named', async () => {
  const response = await gateway.call('GET', '/api/v1/tickets?limit=1000', { bearer });
  expect(await response.json()).toMatchObject({ code: 'bad_request', details: { problems: [{ field: 'limit' }] } });
});

test('an owner that is away is told from a bug', async () => {
  const quiet = await startGateway();
  const key = await quiet.createApiKey(await quiet.createWorkspace('olga@shop.test'), 'admin');
  quiet.owners.answer(TicketGet, () => new Promise(() => undefined));
  const response = await quiet.call('GET', ticket, { bearer: key });
  expect(await refusalOf(response)).toEqual([503, 'no_answer']);
  await quiet.stop();
});

test.each(['', 'Bearer', 'Bearer nothing', 'Bearer duet_wrong', 'Basic b2xnYQ=='])(
  'the credentials %j open nothing',
  async (authorization) => {
    const response = await gateway.call('GET', '/api/v1/people', { headers: { authorization } });
    expect(await refusalOf(response)).toEqual([401, 'unauthenticated']);
  },
);
