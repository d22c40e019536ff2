import { until } from '../../test/until.ts';
import { account, closeWorlds, openWorld } from '../../test/world.ts';

const endpoint = '/business/message/send/';
afterEach(closeWorlds);

test('a lost response leaves its effect in the ledger', async () => {
  const world = await openWorld();
  const conversationId = await world.customerWrites('Hello');
  await world.control.fault({ kind: 'lost_response', endpoint, count: 1 });
  await expect(world.send(conversationId, 'Did it arrive?')).rejects.toThrow();
  expect(await world.control.ledger({ kind: 'message.send' })).toMatchObject([{ text: 'Did it arrive?' }]);
  expect((await world.receiver.next('im_send_msg')).content.text.body).toBe('Did it arrive?');
  expect((await world.send(conversationId, 'Now it does')).code).toBe(0);
});

test('a truncated response has taken effect, a hanging one has not', async () => {
  const world = await openWorld();
  const conversationId = await world.customerWrites('Hello');
  await world.control.fault({ kind: 'truncated_response', endpoint, count: 1 });
  await expect(world.send(conversationId, 'Half answered')).rejects.toThrow();
  await world.control.fault({ kind: 'hang', endpoint, count: 1, ms: 20 });
  await expect(world.send(conversationId, 'Never seen')).rejects.toThrow();
  expect((await world.control.ledger({ kind: 'message.send' })).map(({ text }) => text)).toEqual(['Half answered']);
});

test('a burst of 40100 ends after its count and performs nothing', async () => {
  const world = await openWorld();
  const conversationId = await world.customerWrites('Hello');
  await world.control.fault({ kind: 'refuse', account, endpoint, count: 2 });
  const codes = [];
  for (let call = 0; call < 3; call++) codes.push((await world.send(conversationId, 'Hi')).code);
  expect(codes).toEqual([40100, 40100, 0]);
  expect(await world.control.ledger({ kind: 'message.send' })).toHaveLength(1);
  expect((await world.control.requests({ path: endpoint })).map(({ code }) => code)).toEqual([40100, 40100, 0]);
});

test('a server error can have an HTML body, and can have taken effect', async () => {
  const world = await openWorld();
  const conversationId = await world.customerWrites('Hello');
  await world.control.fault({ kind: 'http_error', endpoint, count: 1, status: 503, html: true, performed: true });
  const body = { business_id: account, recipient_type: 'CONVERSATION', recipient: conversationId };
  const response = await world.raw(endpoint, { ...body, message_type: 'TEXT', text: { body: 'Hi' } });
  expect([response.status, response.headers.get('content-type')]).toEqual([503, 'text/html']);
  expect(await world.control.ledger({ kind: 'message.send' })).toHaveLength(1);
});

test('an echo can be off, late, or before the response', async () => {
  const world = await openWorld();
  const conversationId = await world.customerWrites('Hello');
  await world.control.fault({ kind: 'echo_off', count: 1 });
  await world.send(conversationId, 'Silent');
  await world.control.fault({ kind: 'echo_late', count: 1, ms: 3_600_000 });
  await world.send(conversationId, 'Late');
  await world.control.fault({ kind: 'echo_before_response', count: 1 });
  await world.send(conversationId, 'Early');
  expect(world.receiver.of('im_send_msg').map(({ content }) => content.text.body)).toEqual(['Early']);
  const { deliveries } = await world.control.deliveries({ event: 'im_send_msg' });
  expect(deliveries.map(({ body }) => /Late|Early|Silent/.exec(body)?.[0])).toEqual(['Late', 'Early']);
});

test('a fault of one account leaves the others alone, and removing it ends it', async () => {
  const world = await openWorld();
  await world.control.fault({ kind: 'refuse', account: 'sim.person', code: 51065 });
  const person = await world.control.grant('sim.person');
  const read = (business_id: string, token: string) => world.get('/business/get/', { business_id }, token);
  expect((await read(person.open_id, person.access_token)).code).toBe(51065);
  expect((await read(account, world.token)).code).toBe(0);
  await world.control.clearFaults();
  expect((await read(person.open_id, person.access_token)).code).toBe(0);
});

test('chances repeat with their seed', async () => {
  const pattern = async () => {
    const world = await openWorld();
    await world.control.fault({ kind: 'refuse', probability: 0.5, seed: 42 });
    const codes = [];
    for (let call = 0; call < 12; call++)
      codes.push((await world.get('/business/get/', { business_id: account })).code);
    return codes;
  };
  const first = await pattern();
  expect(new Set(first)).toEqual(new Set([0, 40100]));
  expect(await pattern()).toEqual(first);
});

test('a half-used fault is still half used after a restart', async () => {
  const world = await openWorld();
  const read = async () => (await world.get('/business/get/', { business_id: account })).code;
  await world.control.fault({ kind: 'refuse', count: 2 });
  expect(await read()).toBe(40100);
  await world.restart();
  expect([await read(), await read()]).toEqual([40100, 0]);
});

test('rate limits are enforced when their knob is set', async () => {
  const world = await openWorld({ settings: { accountEndpointQpm: 3 } });
  const codes = [];
  for (let call = 0; call < 4; call++) codes.push((await world.get('/business/get/', { business_id: account })).code);
  expect(codes).toEqual([0, 0, 0, 40100]);
  expect((await world.get('/business/video/list/', { business_id: account })).code).toBe(0);
});

test('latency holds the answer and the call still succeeds', async () => {
  const world = await openWorld();
  await world.control.fault({ kind: 'latency', ms: 150, count: 1 });
  const startedAt = Date.now();
  expect((await world.get('/business/get/', { business_id: account })).code).toBe(0);
  expect(Date.now() - startedAt).toBeGreaterThanOrEqual(145);
  await until(async () => ((await world.control.get<unknown[]>('/faults')).length === 0 ? true : undefined));
});
