import { createHmac } from 'node:crypto';
import { until } from '../../test/until.ts';
import { appId, account, closeWorlds, openWorld, secret } from '../../test/world.ts';

afterEach(closeWorlds);

function verifies(header: unknown, body: string): boolean {
  const [, t, s] = /^t=(\d+),s=([0-9a-f]{64})$/.exec(String(header)) ?? [];
  return s === createHmac('sha256', secret).update(`${t}.${body}`).digest('hex');
}

test('a delivery is signed over its raw body at the real time', async () => {
  const world = await openWorld();
  await world.control.clock({ advanceMs: 3_600_000 });
  await world.customerWrites('Hello');
  const { headers, body, envelope } = await world.receiver.next('im_receive_msg');
  expect(verifies(headers['tiktok-signature'], body)).toBe(true);
  const t = Number(/t=(\d+)/.exec(String(headers['tiktok-signature']))?.[1]);
  expect(Math.abs(t - Date.now() / 1000)).toBeLessThan(60);
  expect(envelope.create_time - t).toBeGreaterThan(3500);
  expect(envelope.client_key).toBe(appId);
});

test('only 200 acknowledges; the same body comes again, signed again, until it does', async () => {
  const world = await openWorld();
  world.receiver.answers.push(503, 204, 500, 302);
  await world.customerWrites('Hello');
  await world.receiver.next('im_receive_msg', 5);
  const acknowledged = await until(async () => {
    const { deliveries } = await world.control.deliveries({ state: 'acknowledged' });
    return deliveries[0];
  });
  expect(acknowledged.attempts).toBe(5);
  const received = world.receiver.of('im_receive_msg');
  expect(new Set(received.map(({ body }) => body)).size).toBe(1);
  expect(received.every(({ headers, body }) => verifies(headers['tiktok-signature'], body))).toBe(true);
});

test('a delivery nobody takes is given up after 72 hours', async () => {
  const world = await openWorld({ settings: { retryScale: 0.000001 } });
  world.receiver.answers.push(...Array.from({ length: 200 }, () => 500));
  await world.customerWrites('Hello');
  await until(async () => ((await world.control.deliveries()).counts.expired === 1 ? true : undefined));
});

test('state, ledger and pending deliveries survive a restart', async () => {
  const world = await openWorld({ settings: { retryScale: 1 } });
  const conversationId = await world.customerWrites('Hello');
  await world.receiver.next('im_receive_msg');
  world.receiver.answers.push(503);
  await world.send(conversationId, 'Hi');
  await world.receiver.next('im_send_msg');
  await until(async () => ((await world.control.deliveries()).deliveries.at(-1)?.attempts === 1 ? true : undefined));
  await world.restart();
  expect(await world.control.ledger({ kind: 'message.send' })).toMatchObject([{ text: 'Hi' }]);
  expect((await world.send(conversationId, 'Still connected')).code).toBe(0);
  expect((await world.control.deliveries({ state: 'pending', event: 'im_send_msg' })).counts.pending).toBeGreaterThan(
    0,
  );
  await world.control.retryDeliveriesNow();
  await world.receiver.next('im_send_msg', 3);
});

test('nothing is delivered without a subscription, or without the grant that covers it', async () => {
  const world = await openWorld();
  const count = async () => (await world.control.deliveries()).deliveries.length;
  const act = () => world.control.act({ do: 'comment', customer: 'ana_pe', post: '7640000000000000456', text: 'Hi' });
  await act();
  expect(await count()).toBe(1);
  const body = { app_id: appId, secret, event_type: 'COMMENT' };
  await world.post('/business/webhook/delete/', body, '');
  await act();
  expect(await count()).toBe(1);
  await world.subscribe();
  await world.post(
    '/tt_user/oauth2/revoke/',
    { client_id: appId, client_secret: secret, access_token: world.token },
    '',
  );
  await world.control.grant('sim.store', ['message.list.read']);
  await act();
  expect(await count()).toBe(1);
});

test('subscriptions are set, listed and deleted per event type, with the secret', async () => {
  const world = await openWorld();
  const app = { app_id: appId, secret, event_type: 'COMMENT' };
  const listed = () => world.get('/business/webhook/list/', app, '');
  expect((await listed()).data).toEqual({ app_id: appId, event_type: 'COMMENT', callback_url: world.receiver.url });
  const update = { callback_url: 'https://duet.example/hooks', ...app };
  expect((await world.post('/business/webhook/update/', { ...update, secret: 'wrong' }, '')).code).toBe(40101);
  expect((await world.post('/business/webhook/update/', { ...update, event_type: 'comment.update' }, '')).code).toBe(
    40002,
  );
  await world.post('/business/webhook/delete/', app, '');
  expect((await listed()).data).toEqual({ app_id: appId, event_type: 'COMMENT' });
});

test('an item list adds up and narrows the comments that are reported', async () => {
  const world = await openWorld();
  const other = await world.control.get<{ itemId: string }[]>('/posts');
  const post = other[1]?.itemId ?? '';
  const update = { app_id: appId, secret, event_type: 'COMMENT', callback_url: world.receiver.url };
  await world.post('/business/webhook/update/', { ...update, item_list: [post] }, '');
  const { data } = await world.post('/business/webhook/update/', update, '');
  expect(data['item_list']).toEqual([post]);
  await world.control.act({ do: 'comment', customer: 'ana_pe', post: '7640000000000000456', text: 'Unheard' });
  await world.control.act({ do: 'comment', customer: 'ana_pe', post, text: 'Heard' });
  expect((await world.receiver.next('comment.update')).content.text).toBe('Heard');
  expect((await world.control.deliveries()).deliveries).toHaveLength(1);
});

test('webhooks can be dropped, doubled and badly signed on purpose', async () => {
  const world = await openWorld();
  await world.control.fault({ kind: 'drop_webhook', event: 'im_receive_msg', count: 1 });
  await world.customerWrites('Lost');
  await world.control.fault({ kind: 'duplicate_webhook', account, count: 1, copies: 2 });
  await world.customerWrites('Three times');
  await world.receiver.next('im_receive_msg', 3);
  await world.control.fault({ kind: 'bad_signature', count: 1 });
  await world.customerWrites('Forged');
  const forged = await world.receiver.next('im_receive_msg', 4);
  expect(verifies(forged.headers['tiktok-signature'], forged.body)).toBe(false);
  const texts = world.receiver.of('im_receive_msg').map(({ content }) => content.text.body);
  expect(texts).toEqual(['Three times', 'Three times', 'Three times', 'Forged']);
  expect((await world.control.deliveries()).counts.dropped).toBe(1);
});

test('webhooks can be reordered, the same way each time with the same seed', async () => {
  const order = async () => {
    const world = await openWorld();
    await world.control.fault({ kind: 'reorder_webhooks', ms: 300, seed: 7 });
    await world.control.batch(Array.from({ length: 6 }, (_, n) => ({ do: 'dm', customer: 'ana_pe', text: String(n) })));
    const { deliveries } = await world.control.deliveries();
    return deliveries.map(({ nextRealAt, createdRealAt }) => nextRealAt - createdRealAt);
  };
  const first = await order();
  expect(new Set(first).size).toBeGreaterThan(3);
  expect(await order()).toEqual(first);
});
