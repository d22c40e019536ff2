import { MessageReceived } from '@duet/contracts';
import { heldWriters, holdWrites, until } from '@duet/testing';
import { signWebhook } from '@duet/tiktok-api';
import { directMessage } from '../../test/bodies.ts';
import { PREVIOUS_SECRET, SECRET, World } from '../../test/world.ts';

const MINUTE_MS = 60_000;
let world: World;

beforeAll(async () => {
  world = await World.start();
});

afterAll(() => world.stop());

const problem = async (response: Response): Promise<unknown> => ({
  status: response.status,
  type: response.headers.get('content-type')?.split(';')[0],
  code: ((await response.json()) as { code: string }).code,
});

const received = (messageId: string): number =>
  world.harness.published(MessageReceived).filter(({ data }) => data.messageId === messageId).length;

describe('what TikTok did not sign is refused, and nothing of it is kept', () => {
  const body = Buffer.from(directMessage('forged'));
  const altered = Buffer.from(directMessage('forged', { text: { body: 'Something else' } }));
  const sign = (secret: string, rawBody: Buffer): string => signWebhook({ rawBody, secret, atMs: Date.now() });

  test.each([
    ['without a signature', undefined],
    ['with an empty signature', ''],
    ['with a signature that is none', 'yes, it is me'],
    ['with a signature of other bytes', sign(SECRET, altered)],
    ['signed with another secret', sign('not-the-secret', body)],
    ['with an empty proof', `t=${Math.floor(Date.now() / 1_000)},s=`],
  ])('%s', async (_how, signature) => {
    const expected = { status: 401, type: 'application/problem+json', code: 'signature_invalid' };
    expect(await problem(await world.post(body, signature))).toEqual(expected);
    expect(await world.kept('forged')).toEqual([]);
  });
});

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

test.each([
  ['long ago', -10 * MINUTE_MS],
  ['too far ahead', 10 * MINUTE_MS],
])('H3: a genuine webhook that was signed %s is kept and worked on', async (when, offsetMs) => {
  const response = await world.deliver(directMessage(`signed ${when}`), { atMs: Date.now() + offsetMs });
  expect(response.status).toBe(200);
  await world.harness.drained();
  expect(received(`signed ${when}`)).toBe(1);
});

test('a body beyond the limit gets 413', async () => {
  const body = directMessage('oversized', { text: { body: 'x'.repeat(20_000) } });
  expect(await problem(await world.deliver(body))).toMatchObject({ status: 413, code: 'too_large' });
  expect(await world.kept('oversized')).toEqual([]);
});

test('an empty body is refused as unsigned, and as what it is when it is signed', async () => {
  expect((await world.post(Buffer.alloc(0), undefined)).status).toBe(401);
  expect((await world.deliver('')).status).toBe(200);
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
