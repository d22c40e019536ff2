import { account, closeWorlds, openWorld } from '../../test/world.ts';
import { coverage } from '../coverage.ts';
import { endpoints } from './endpoints.ts';

afterEach(closeWorlds);

test('the coverage table names exactly the endpoints that are answered', () => {
  const answered = endpoints.map(({ method, path }) => `${method} ${path}`);
  const claimed = coverage.filter(({ support }) => support !== 'absent').map(({ method, path }) => `${method} ${path}`);
  expect(answered.toSorted()).toEqual(claimed.toSorted());
  expect(coverage.filter(({ support, note }) => support === 'partial' && note === undefined)).toEqual([]);
});

test('a path without its slash is a plain 404, an unknown one code 40006, a wrong method no envelope', async () => {
  const world = await openWorld();
  const base = `${world.simulator.url}/open_api/v1.3`;
  const missing = await fetch(`${base}/business/get`);
  expect([missing.status, await missing.text()]).toEqual([404, '404 page not found']);
  const unknown = await fetch(`${base}/business/nothing/`);
  expect([unknown.status, await unknown.json()]).toEqual([200, expect.objectContaining({ code: 40006 })]);
  expect((await fetch(`${base}/business/get/`, { method: 'POST' })).status).toBe(405);
});

test('absent endpoints answer as unknown ones', async () => {
  const world = await openWorld();
  const absent = coverage.filter(({ support }) => support === 'absent');
  const codes = absent.map(async ({ method, path }) =>
    method === 'GET' ? (await world.get(path, {})).code : (await world.post(path, {})).code,
  );
  expect(new Set(await Promise.all(codes))).toEqual(new Set([40006]));
});

test('ids as numbers and missing fields are refused by name', async () => {
  const world = await openWorld();
  const hide = (body: object) => world.post('/business/comment/hide/', { business_id: account, ...body });
  expect(await hide({ video_id: 7640000000000000 })).toMatchObject({
    code: 40002,
    message: 'video_id: must be set to string',
    data: {},
  });
  expect((await hide({ video_id: '7640000000000000456' })).message).toBe('comment_id: Missing data for required field');
  expect((await hide({ video_id: 'abc' })).code).toBe(40002);
});

test('a body that cannot be read is refused in the envelope', async () => {
  const world = await openWorld();
  const response = await fetch(`${world.simulator.url}/open_api/v1.3/business/comment/hide/`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'Access-Token': world.token },
    body: '{"video_id":',
  });
  expect([response.status, await response.json()]).toEqual([200, expect.objectContaining({ code: 40002 })]);
});

test('a refused call is HTTP 200 with a request id and leaves nothing in the ledger', async () => {
  const world = await openWorld();
  const response = await world.raw('/business/message/send/', { business_id: account });
  expect(response.status).toBe(200);
  expect(response.headers.get('x-tt-logid')).toBeTruthy();
  expect(await response.json()).toEqual({
    code: 40002,
    message: expect.any(String),
    request_id: expect.any(String),
    data: {},
  });
  expect(await world.control.ledger({ kind: 'message.send' })).toEqual([]);
});
