import { MessageReceived } from '@duet/contracts';
import { heldWriters, holdWrites, until } from '@duet/testing';
import { directMessage } from '../../test/bodies.ts';
import { PREVIOUS_SECRET, World } from '../../test/world.ts';

const MINUTE_MS = 60_000;
let world: World;

beforeAll(async () => {
  world = await World.start();
});

afterAll(() => world.stop());

const received = (messageId: string): number =>
  world.harness.published(MessageReceived).filter(({ data }) => data.messageId === messageId).length;

test('a signed webhook is kept before it is answered, and becomes a fact', async () => {
  const body = directMessage('genuine');
  const response = await world.deliver(body);
  expect(response.status).toBe(200);
  expect((await world.kept('genuine')).map((kept) => kept.body.toString())).toEqual([body]);
  await world.harness.drained();
  expect(received('genuine')).toBe(1);
});

test('while the app secret is being changed, the one before is good too', async () => {
  expect((await world.deliver(directMessage('rotated'), { secret: PREVIOUS_SECRET })).status).toBe(200);
  expect(await world.kept('rotated')).toHaveLength(1);
});

test('the same bytes again are answered and kept once, whatever signature they come with', async () => {
  const body = directMessage('repeated');
  await Promise.all([1, 2, 3].map((minutes) => world.deliver(body, { atMs: Date.now() - minutes * MINUTE_MS })));
  expect((await world.deliver(body)).status).toBe(200);
  await world.harness.drained();
  expect(await world.kept('repeated')).toHaveLength(1);
  expect(received('repeated')).toBe(1);
});

test('concurrent webhooks share a few commits', async () => {
  const bodies = Array.from({ length: 200 }, (_, n) => directMessage(`crowd ${n}`));
  const release = await holdWrites(world.harness.database, 'ingestion.delivery_keys');
  const delivered = Promise.all(bodies.map((body) => world.deliver(body)));
  const writers = (): Promise<number> => heldWriters(world.harness.database, 'ingestion.delivery_keys');
  await until('both writers wait', async () => (await writers()) === 2);
  await release();
  const responses = await delivered;
  expect(responses.filter(({ status }) => status === 200)).toHaveLength(200);
  const [row] = await world.harness.sql<{ kept: number; commits: number }>(
    `SELECT count(*)::int AS kept, count(DISTINCT k.xmin::text)::int AS commits FROM ingestion.delivery_keys k
     JOIN ingestion.deliveries d ON d.id = k.delivery_id WHERE convert_from(d.body, 'UTF8') LIKE '%crowd%'`,
  );
  expect(row?.kept).toBe(200);
  expect(row?.commits).toBeLessThan(200);
});
