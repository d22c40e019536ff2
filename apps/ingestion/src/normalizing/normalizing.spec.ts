import {
  type Actor,
  CommentVisibilityReported,
  ConversationRead,
  MessageEchoed,
  MessageReceived,
  newId,
  QuarantineList,
  QuarantineRelease,
} from '@duet/contracts';
import { comment, directMessage, webhook } from '../../test/bodies.ts';
import { accountId, messenger, OPEN_ID, workspaceId, World } from '../../test/world.ts';

const DAY_S = 86_400;
const operator: Actor = { kind: 'system', id: 'cli', name: 'cli', role: 'owner', workspaceId };
let world: World;

beforeAll(async () => {
  world = await World.start();
});

afterAll(() => world.stop());

const received = (): string[] => world.harness.published(MessageReceived).map(({ data }) => data.messageId);

const stateOf = async (containing: string): Promise<object[]> =>
  (await world.kept(containing)).map(({ state, event, reason }) => ({ state, event, reason }));

test('H1: a NUL and a lone surrogate harm nobody among 50 good ones', async () => {
  const strange = directMessage('strange', { text: { body: 'a\u0000b\ud800c' }, conversation_id: 'c\ud800' });
  const bodies = Array.from({ length: 50 }, (_, n) => directMessage(`good ${n}`));
  const responses = await Promise.all([...bodies, strange].map((body) => world.deliver(body)));
  expect(responses.map(({ status }) => status)).toEqual(responses.map(() => 200));
  await world.harness.drained();
  const expected = ['strange', ...bodies.map((_, n) => `good ${n}`)];
  expect(received().toSorted()).toEqual(expected.toSorted());
  const found = world.harness.published(MessageReceived).find(({ data }) => data.messageId === 'strange');
  expect(found?.data).toMatchObject({ conversationId: 'c\uFFFD', content: { text: 'a\uFFFDb\uFFFDc' } });
});

test.each([
  ['is no JSON', 'hello, I am no JSON', 'body: not JSON'],
  ['is no object', '"no-object"', 'envelope:'],
  ['has bytes that are no UTF-8', Buffer.from([0x22, 0xc3, 0x28, 0x00]), 'body: not JSON'],
  ['lacks what a message needs', webhook('im_receive_msg', { lacking: true }), 'content: message_id'],
  ['has broken content', webhook('im_receive_msg', '{"half":'), 'content: not JSON'],
])('a signed webhook that %s is kept as unparsable, with the reason', async (_what, body, reason) => {
  expect((await world.deliver(body)).status).toBe(200);
  await world.harness.drained();
  const [kept] = (await world.kept()).filter((one) => one.body.equals(Buffer.from(body)));
  expect(kept).toMatchObject({ state: 'unparsable', reason: expect.stringContaining(reason) });
});

test.each([
  ['microseconds', 1_790_000_090_000_000],
  ['beyond all dates', 8_900_000_000_000_000],
])('a time that no date can hold (%s) is kept as unparsable and stops nobody else', async (_what, timestamp) => {
  await world.deliver(directMessage(`at ${timestamp}`, { timestamp }));
  await world.deliver(directMessage(`after ${timestamp}`));
  await world.harness.drained();
  expect(received()).toContain(`after ${timestamp}`);
  expect(await stateOf(`at ${timestamp}`)).toEqual([
    { state: 'unparsable', event: 'im_receive_msg', reason: expect.stringContaining('time') },
  ]);
});

test('an event nobody documented is kept and ignored', async () => {
  expect((await world.deliver(webhook('im_something_new', { anything: true }))).status).toBe(200);
  await world.harness.drained();
  expect(await stateOf('im_something_new')).toEqual([
    { state: 'ignored', event: 'im_something_new', reason: 'the event im_something_new is not known' },
  ]);
});

test('ids beyond 2^53 keep every digit', async () => {
  await world.deliver(comment('7650000000000000123', 'somebody', 'set_to_hidden'));
  await world.harness.drained();
  expect(world.harness.published(CommentVisibilityReported).map(({ data }) => data)).toMatchObject([
    { commentId: '7650000000000000123', videoId: '7640000000000000457', parentCommentId: null, visibility: 'hidden' },
  ]);
});

test('H3: a webhook of an unknown account waits for its channel and then becomes a fact', async () => {
  await world.deliver(directMessage('early', {}, { openId: '-000Other' }));
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

test('H3: a genuine webhook older than 72 hours waits for an operator, who lets it in', async () => {
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

test('what the business wrote is an echo, and says how it was written', async () => {
  const business = { id: OPEN_ID, role: 'business_account' };
  const echo = (messageId: string, more: object): Promise<Response> => {
    const person = { id: 'person', role: 'personal_account' };
    const body = JSON.parse(directMessage(messageId, { from_user: business, to_user: person, ...more })) as object;
    return world.deliver(JSON.stringify({ ...body, event: 'im_send_msg' }));
  };
  await echo('by api', { message_tag: { source: 'API' } });
  await echo('in the app', { message_tag: { source: 'APP' } });
  await echo('welcome', { message_tag: { source: 'OTHERS' }, auto_message_type: 'WELCOME_MESSAGE' });
  await world.harness.drained();
  const echoes = world.harness.published(MessageEchoed).map(({ data }) => [data.messageId, data.source]);
  expect(Object.fromEntries(echoes)).toEqual({ 'by api': 'api', 'in the app': 'app', welcome: 'automatic' });
});

test('that the customer read is told, that the account itself read is not', async () => {
  const read = (from: string): string =>
    webhook('im_mark_read_msg', {
      conversation_id: `read by ${from}`,
      timestamp: 1_790_000_000_000,
      from_user: { id: from, role: 'personal_account' },
      read: { last_read_timestamp: 1_790_000_000_123 },
    });
  await world.deliver(read('person'));
  await world.deliver(read(OPEN_ID));
  await world.harness.drained();
  expect(world.harness.published(ConversationRead).map(({ data }) => data)).toEqual([
    {
      accountId,
      channelId: messenger,
      origin: 'live',
      conversationId: 'read by person',
      readUpTo: '2026-09-21T14:13:20.123Z',
    },
  ]);
});
