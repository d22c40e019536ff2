import { until } from '../../test/until.ts';
import { closeWorlds, openWorld } from '../../test/world.ts';
import { seedIds } from '../index.ts';
import { actionKinds } from './actions.ts';
import { actionSchema } from './action-schema.ts';
import { controlRoutes } from './register.ts';

afterEach(closeWorlds);

test('the OpenAPI document describes every control route', async () => {
  const world = await openWorld();
  const document = await world.control.get<{ openapi: string; paths: Record<string, object> }>('/openapi.json');
  expect(document.openapi).toBe('3.1.0');
  const described = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  );
  expect(described.toSorted()).toEqual(
    controlRoutes.map(({ method, path }) => `${method} /_control${path}`).toSorted(),
  );
});

test('the schema of actions names every action', () => {
  const variants = actionSchema['oneOf'] as { title: string }[];
  expect(variants.map(({ title }) => title).toSorted()).toEqual(actionKinds.toSorted());
});

test('a batch is done in order, and one impossible action stops no other', async () => {
  const world = await openWorld();
  const results = await world.control.batch([
    { do: 'dm', customer: 'ana_pe', text: 'One' },
    { do: 'dm', customer: 'nobody', text: 'Two' },
    { do: 'dm', customer: 'ana_pe', text: 'Three' },
  ]);
  expect(results).toMatchObject([{ messageId: expect.any(String) }, { error: 'customer nobody does not exist' }, {}]);
  const { messages } = await world.control.get<{ messages: { body: { text: string } }[] }>('/thread', {
    customer: 'ana_pe',
  });
  expect(messages.map(({ body }) => body.text)).toEqual(['One', 'Three']);
});

test('messages of one conversation never share a millisecond', async () => {
  const world = await openWorld();
  await world.control.batch(Array.from({ length: 50 }, (_, n) => ({ do: 'dm', customer: 'ana_pe', text: String(n) })));
  const times = (await world.control.get<{ at: number }[]>('/messages')).map(({ at }) => at);
  expect(new Set(times).size).toBe(50);
  expect(times).toEqual(times.toSorted((one, other) => one - other));
});

test('the clock moves, is told, and stays moved over a restart', async () => {
  const offsets: number[] = [];
  const world = await openWorld({ onClockChange: (offsetMs) => offsets.push(offsetMs) });
  await world.control.clock({ offsetMs: 5000 });
  const { offsetMs, nowMs, realNowMs } = await world.control.clock({ advanceMs: 2000 });
  expect([offsetMs, nowMs - realNowMs]).toEqual([7000, 7000]);
  await world.restart();
  expect(offsets).toEqual([0, 5000, 7000, 7000]);
});

test('a reset forgets all but the registration, and never repeats an id', async () => {
  const world = await openWorld();
  await world.control.app({ clientSecret: 'another-secret' });
  const before = await world.control.act({ do: 'dm', customer: 'ana_pe', text: 'Hello' });
  await world.control.reset();
  expect(await world.control.ledger()).toEqual([]);
  expect((await world.control.deliveries()).deliveries).toEqual([]);
  expect((await world.control.app({})).clientSecret).toBe('another-secret');
  const after = await world.control.act({ do: 'dm', customer: 'ana_pe', text: 'Hello' });
  expect(after['messageId']).not.toBe(before['messageId']);
});

test('two databases share no id, unless they share their random seed', async () => {
  const ids = async (options: { randomSeed?: number }) => {
    const { control } = await openWorld(options);
    const { messageId, conversationId } = await control.act({ do: 'dm', customer: 'bo_mx', text: 'Hello' });
    const comment = await control.act({ do: 'comment', customer: 'bo_mx', post: seedIds.post, text: 'Hello' });
    expect(comment['commentId']).toMatch(/^765\d{16}$/);
    return [messageId, conversationId, comment['commentId']];
  };
  const [first, second] = [await ids({}), await ids({})];
  expect(first.filter((id) => second.includes(id))).toEqual([]);
  expect(await ids({ randomSeed: 5 })).toEqual(await ids({ randomSeed: 5 }));
});

test('accounts, customers and posts are made on demand', async () => {
  const world = await openWorld();
  await world.control.account({ username: 'second.store', region: 'BR' });
  await world.control.customer({ username: 'gil_br' });
  await expect(world.control.customer({ username: 'gil_br' })).rejects.toThrow('409');
  await world.control.act({ do: 'dm', account: 'second.store', customer: 'gil_br', text: 'Oi' });
  expect(await world.control.get('/conversations', { account: 'second.store' })).toHaveLength(1);
  expect(await world.control.get('/conversations', { account: 'sim.store' })).toHaveLength(0);
});

test('what does not fit its schema is refused as problem+json', async () => {
  const world = await openWorld();
  const response = await fetch(`${world.simulator.url}/_control/actions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ do: 'dance', customer: 'ana_pe' }),
  });
  expect([response.status, response.headers.get('content-type')]).toEqual([
    400,
    expect.stringContaining('problem+json'),
  ]);
});

test('live viewers are told of a change', async () => {
  const world = await openWorld();
  const stop = new AbortController();
  const response = await fetch(`${world.simulator.url}/_control/live`, { signal: stop.signal });
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let heard = '';
  await world.control.act({ do: 'dm', customer: 'ana_pe', text: 'Hello' });
  await until(async () => {
    heard += (await reader?.read())?.value ?? '';
    return heard.includes('event: changed') ? true : undefined;
  });
  stop.abort();
});
