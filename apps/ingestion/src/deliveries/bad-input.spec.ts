import { type Actor, MessageReceived, newId, QuarantineList, QuarantineRelease } from '@duet/contracts';
import { takeAway } from '@duet/testing';
import { signWebhook } from '@duet/tiktok-api';
import { directMessage, webhook } from '../../test/bodies.ts';
import { SECRET, workspaceId, World } from '../../test/world.ts';

/** The rows of README's table "Bad input" that come through TikTok's door. */
const MINUTE_MS = 60_000;
const DAY_S = 86_400;
const operator: Actor = { kind: 'system', id: 'cli', name: 'cli', role: 'owner', workspaceId };
let world: World;

beforeAll(async () => {
  world = await World.start({ WEBHOOK_MAX_BYTES: 256 * 1024 });
});

afterAll(() => world.stop());

async function refusal(response: Response): Promise<object> {
  const { code, status } = (await response.json()) as { code: string; status: number };
  const type = response.headers.get('content-type')?.split(';')[0];
  return { status: response.status, type, code, statusInBody: status };
}

const problem = (status: number, code: string): object => ({
  status,
  type: 'application/problem+json',
  code,
  statusInBody: status,
});

const received = (): string[] => world.harness.published(MessageReceived).map(({ data }) => data.messageId);

const stateOf = async (containing: string): Promise<object[]> =>
  (await world.kept(containing)).map(({ state, event, reason }) => ({ state, event, reason }));

const body = Buffer.from(directMessage('unsigned'));
const sign = (secret: string, rawBody: Buffer): string => signWebhook({ rawBody, secret, atMs: Date.now() });

test.each([
  ['none', undefined],
  ['an empty one', ''],
  ['words', 'yes, it is me'],
  ['an empty proof', `t=${Math.floor(Date.now() / 1_000)},s=`],
  ['no time', sign(SECRET, body).replace(/t=\d+/, 't=')],
])('Bad input: webhook without a signature, or with a malformed one (%s)', async (_how, signature) => {
  const before = await world.kept();
  expect(await refusal(await world.post(body, signature))).toEqual(problem(401, 'signature_invalid'));
  expect(await refusal(await world.post(Buffer.alloc(0), signature))).toEqual(problem(401, 'signature_invalid'));
  expect(await world.kept()).toEqual(before);
});

test.each([
  ['altered', sign(SECRET, Buffer.from(directMessage('unsigned', { text: { body: 'Something else' } })))],
  ['another secret', sign('not-the-secret', body)],
])('Bad input: webhook altered after signing, or signed with another secret (%s)', async (_how, signature) => {
  expect(await refusal(await world.post(body, signature))).toEqual(problem(401, 'signature_invalid'));
  expect(await world.kept('unsigned')).toEqual([]);
});

describe('Bad input: genuine webhook signed more than 300 s ago', () => {
  test.each([
    ['long ago', -10 * MINUTE_MS],
    ['too far ahead', 10 * MINUTE_MS],
  ])('H3: signed %s, it is kept and worked on', async (when, offsetMs) => {
    const response = await world.deliver(directMessage(`signed ${when}`), { atMs: Date.now() + offsetMs });
    expect(response.status).toBe(200);
    await world.harness.drained();
    expect(await stateOf(`signed ${when}`)).toMatchObject([{ state: 'normalized' }]);
    expect(received().filter((messageId) => messageId === `signed ${when}`)).toHaveLength(1);
  });

  test('H3: older than 72 hours, it is kept for an operator, who lets it in', async () => {
    const createTime = Math.floor(Date.now() / 1_000) - 4 * DAY_S;
    const response = await world.deliver(directMessage('old', {}, { createTime }), { atMs: createTime * 1_000 });
    expect(response.status).toBe(200);
    await world.harness.drained();
    const { counts, deliveries } = await world.harness.ask(QuarantineList, {}, operator);
    const [old] = deliveries.filter(({ state }) => state === 'quarantined');
    expect(counts['quarantined']).toBe(1);
    expect(old).toMatchObject({ event: 'im_receive_msg', reason: 'genuine, but older than 72 hours' });
    expect(received()).not.toContain('old');

    const { released } = await world.harness.ask(QuarantineRelease, { id: old?.id ?? '' }, operator);
    await world.harness.drained();
    expect(released).toBe(1);
    expect(received().filter((messageId) => messageId === 'old')).toHaveLength(1);
  });
});

test('Bad input: webhook over 256 KiB', async () => {
  const sized = (bytes: number): string => {
    const empty = directMessage(`of ${bytes}`, { text: { body: '' } });
    return directMessage(`of ${bytes}`, { text: { body: 'x'.repeat(bytes - empty.length) } });
  };
  const limit = 256 * 1024;
  expect(sized(limit)).toHaveLength(limit);
  expect((await world.deliver(sized(limit))).status).toBe(200);
  expect(await refusal(await world.deliver(sized(limit + 1)))).toEqual(problem(413, 'too_large'));
  expect(await world.kept(`of ${limit}"`.replaceAll('"', String.raw`\"`))).toHaveLength(1);
  expect(await world.kept(`of ${limit + 1}`)).toEqual([]);
});

test.each([
  ['is no JSON', 'hello, I am no JSON', 'body: not JSON'],
  ['is no object', '"no-object"', 'envelope:'],
  ['has bytes that are no UTF-8', Buffer.from([0x22, 0xc3, 0x28, 0x00]), 'body: not JSON'],
  ['lacks what a message needs', webhook('im_receive_msg', { lacking: true }), 'content: message_id'],
  ['has broken content', webhook('im_receive_msg', '{"half":'), 'content: not JSON'],
  ['is empty', '', 'body: not JSON'],
])('Bad input: signed, but not JSON (%s)', async (_what, sent, reason) => {
  expect((await world.deliver(sent)).status).toBe(200);
  await world.harness.drained();
  const kept = (await world.kept()).filter((one) => one.body.equals(Buffer.from(sent)));
  expect(kept).toMatchObject([{ state: 'unparsable', reason: expect.stringContaining(reason) }]);
});

test('Bad input: NUL characters and lone surrogates in a message (H1: they harm nobody among 50 good ones)', async () => {
  const strange = directMessage('strange', { text: { body: 'a\u0000b\ud800c' }, conversation_id: 'c\ud800' });
  const bodies = Array.from({ length: 50 }, (_, n) => directMessage(`good ${n}`));
  const before = new Set(received());
  const responses = await Promise.all([...bodies, strange].map((sent) => world.deliver(sent)));
  expect(responses.map(({ status }) => status)).toEqual(responses.map(() => 200));
  await world.harness.drained();
  const expected = ['strange', ...bodies.map((_, n) => `good ${n}`)];
  expect(
    received()
      .filter((messageId) => !before.has(messageId))
      .toSorted(),
  ).toEqual(expected.toSorted());
  expect((await world.kept('strange')).map((kept) => kept.body.toString())).toEqual([strange]);
  const found = world.harness.published(MessageReceived).find(({ data }) => data.messageId === 'strange');
  expect(found?.data).toMatchObject({ conversationId: 'c\uFFFD', content: { text: 'a\uFFFDb\uFFFDc' } });
});

test('Bad input: unknown event', async () => {
  expect((await world.deliver(webhook('im_something_new', { anything: true }))).status).toBe(200);
  await world.harness.drained();
  expect(await stateOf('im_something_new')).toEqual([
    { state: 'ignored', event: 'im_something_new', reason: 'the event im_something_new is not known' },
  ]);
});

test('Bad input: unknown account (H3: it waits for its channel and then becomes a fact)', async () => {
  expect((await world.deliver(directMessage('early', {}, { openId: '-000Other' }))).status).toBe(200);
  await world.harness.drained();
  expect(await stateOf('early')).toEqual([
    {
      state: 'unrouted',
      event: 'im_receive_msg',
      reason: 'no connected tiktok_messenger channel for this account',
    },
  ]);
  expect(received()).not.toContain('early');
  await world.connect(newId(), 'tiktok_messenger', { openId: '-000Other' });
  await world.harness.drained();
  expect(received().filter((messageId) => messageId === 'early')).toHaveLength(1);
});

test('Bad input: database away', async () => {
  const sent = directMessage('tried again');
  const giveBack = await takeAway(world.harness.database);
  const refused = await refusal(await world.deliver(sent)).finally(giveBack);
  expect(refused).toEqual(problem(503, 'not_stored'));
  expect(await world.kept('tried again')).toEqual([]);
  expect((await world.deliver(sent)).status).toBe(200);
  await world.harness.drained();
  expect(received().filter((messageId) => messageId === 'tried again')).toHaveLength(1);
});
