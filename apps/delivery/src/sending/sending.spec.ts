import {
  MessageFailed,
  MessageObserved,
  MessageSent,
  MessageUnconfirmed,
  MessageWaiting,
  newId,
  WindowChanged,
  LaneFence,
  OutcomeSettle,
} from '@duet/contracts';
import { until } from '@duet/testing';
import { agent, feed, messenger, World } from '../testing/world.ts';

const SEND = '/business/message/send/';
const HOUR_MS = 3_600_000;

let world: World;

beforeEach(async () => {
  world = await World.start(
    { PROOF_AFTER_MS: 300, PROOF_RETRY_MS: 100, LANE_HOLD_MS: 2_000, SEND_LEASE_MS: 10_000 },
    2,
  );
});

afterEach(() => world.stop());

const settled = (messageId: string, state: string) =>
  until(`${messageId} is ${state}`, async () => (await world.outbound(messageId)).state === state);

test('a message goes out once, however often its command is delivered', async () => {
  const { conversationId } = await world.customerWrites('ana_pe');
  const messageId = await world.command(conversationId, 'hello Ana');
  await world.command(conversationId, 'hello Ana', { messageId });
  await world.harness.drained();
  const ledger = await world.ledger('message.send');
  expect(ledger.map(({ text }) => text)).toEqual(['hello Ana']);
  expect(world.harness.published(MessageSent).map(({ data }) => data.messageId)).toEqual([messageId]);
});

test('H14: a lost response becomes unconfirmed and the echo proves it, without a second message', async () => {
  const { conversationId } = await world.customerWrites('ana_pe');
  await world.simulator.control.fault({ kind: 'lost_response', endpoint: SEND, count: 1 });
  const messageId = await world.command(conversationId, 'only once');
  await until('unconfirmed', async () => world.harness.published(MessageUnconfirmed).length === 1);
  const [entry] = await world.ledger('message.send');
  await world.echo(conversationId, String(entry?.result['messageId']), 'only once');
  await settled(messageId, 'sent');
  expect(await world.ledger('message.send')).toHaveLength(1);
});

test('H14: without an echo the list proves a lost response', async () => {
  const { conversationId } = await world.customerWrites('ana_pe');
  await world.simulator.control.fault({ kind: 'lost_response', endpoint: SEND, count: 1 });
  const messageId = await world.command(conversationId, 'in the list');
  await settled(messageId, 'sent');
  expect(await world.outbound(messageId)).toMatchObject({ proven_by: 'list' });
  expect(await world.ledger('message.send')).toHaveLength(1);
});

test('H14, WIN-22: a send that TikTok does not have fails with its quota returned and is never sent again by itself', async () => {
  const { conversationId } = await world.customerWrites('ana_pe');
  await world.simulator.control.fault({ kind: 'http_error', endpoint: SEND, count: 1, performed: false });
  const messageId = await world.command(conversationId, 'lost');
  await settled(messageId, 'failed');
  await world.harness.drained();
  expect(await world.outbound(messageId)).toMatchObject({ failure_code: 'not_sent' });
  expect(await world.ledger('message.send')).toHaveLength(0);
  expect(world.harness.published(WindowChanged).at(-1)?.data.remaining).toBe(10);
});

test('H12: an echo that comes before the response belongs to the send in flight', async () => {
  const { conversationId } = await world.customerWrites('ana_pe');
  await world.simulator.control.fault({ kind: 'latency', endpoint: SEND, ms: 600, count: 1 });
  const messageId = await world.command(conversationId, 'race');
  await until('TikTok has it', async () => (await world.ledger('message.send')).length === 1);
  const [entry] = await world.ledger('message.send');
  await world.echo(conversationId, String(entry?.result['messageId']), 'race');
  await settled(messageId, 'sent');
  await world.harness.drained();
  expect(world.harness.published(MessageObserved)).toHaveLength(0);
});

test('DM-29, REC-21: what the account writes in the app is observed once and uses the quota; automatic messages do not', async () => {
  const { conversationId } = await world.customerWrites('ana_pe');
  await world.echo(conversationId, 'from-app', 'hi from the phone', 'app');
  await world.echo(conversationId, 'from-app', 'hi from the phone', 'app');
  await world.echo(conversationId, 'welcome', 'welcome!', 'automatic');
  await world.harness.drained();
  expect(world.harness.published(MessageObserved).map(({ data }) => data.source)).toEqual(['app', 'automatic']);
  expect(world.harness.published(WindowChanged).at(-1)?.data.remaining).toBe(9);
});

test('WIN-03, WIN-18, WIN-25: of 30 messages at once exactly ten leave and the others are refused for the quota', async () => {
  const { conversationId } = await world.customerWrites('ana_pe');
  await world.harness.drained();
  await Promise.all(Array.from({ length: 30 }, (_, index) => world.command(conversationId, `message ${index}`)));
  await world.harness.drained();
  expect(await world.ledger('message.send')).toHaveLength(10);
  const codes = world.harness.published(MessageFailed).map(({ data }) => data.code);
  expect(codes).toEqual(Array.from({ length: 20 }, () => 'quota_used_up'));
  expect(world.harness.published(WindowChanged).at(-1)?.data.remaining).toBe(0);
});

test('WIN-04, WIN-05: a new message of the customer sets the remaining count to ten', async () => {
  const { conversationId } = await world.customerWrites('ana_pe');
  for (const text of ['one', 'two', 'three']) await world.command(conversationId, text);
  await world.harness.drained();
  expect(world.harness.published(WindowChanged).at(-1)?.data.remaining).toBe(7);
  await world.customerWrites('ana_pe', 'again');
  await world.command(conversationId, 'four');
  await world.harness.drained();
  expect(world.harness.published(WindowChanged).at(-1)?.data.remaining).toBe(9);
});

test('WIN-01, WIN-20: a send is allowed at 47:59:59 and refused at 48:00:00', async () => {
  const { conversationId, sentAt } = await world.customerWrites('ana_pe');
  await world.harness.drained();
  const age = () => Date.now() - Date.parse(sentAt);
  await world.moveClock(48 * HOUR_MS - age() - 5_000);
  const early = await world.command(conversationId, 'in time');
  await settled(early, 'sent');
  await world.moveClock(48 * HOUR_MS - age() + 1_000);
  const late = await world.command(conversationId, 'too late');
  await settled(late, 'failed');
  expect(await world.outbound(late)).toMatchObject({ failure_code: 'window_closed' });
  expect(await world.ledger('message.send')).toHaveLength(1);
});

test('WIN-02: without a message of the customer nothing leaves', async () => {
  const messageId = await world.command('nobody wrote', 'cold');
  await settled(messageId, 'failed');
  expect(await world.outbound(messageId)).toMatchObject({ failure_code: 'no_inbound' });
});

test('H13: a reply that overtakes delivery’s own news of the customer message brings it along', async () => {
  const result = await world.simulator.control.act({ do: 'dm', customer: 'bo_mx', text: 'quick' });
  const at = new Date(Number(result['at'])).toISOString();
  const messageId = await world.command(String(result['conversationId']), 'quicker', {
    lastInbound: { messageId: String(result['messageId']), at },
  });
  await settled(messageId, 'sent');
});

test('H15: after a person took over no message that a bot wrote before leaves', async () => {
  const { conversationId } = await world.customerWrites('ana_pe');
  const ticketId = newId();
  await world.harness.ask(LaneFence, { ticketId, minEpoch: 2 }, agent);
  const bot = { ...agent, kind: 'bot' as const };
  const messageId = await world.command(conversationId, 'from the bot', { ticketId, actor: bot, epoch: 1 });
  await settled(messageId, 'failed');
  expect(await world.outbound(messageId)).toMatchObject({ failure_code: 'taken_over' });
  expect(await world.ledger('message.send')).toHaveLength(0);
});

test('H14: while an outcome is unknown the same text is refused in its lane, until a person says what happened', async () => {
  await world.stop();
  world = await World.start({ PROOF_AFTER_MS: 600_000, LANE_HOLD_MS: 100 });
  const { conversationId } = await world.customerWrites('ana_pe');
  await world.simulator.control.fault({ kind: 'http_error', endpoint: SEND, count: 1, performed: false });
  const first = await world.command(conversationId, 'are you there?');
  await settled(first, 'unconfirmed');
  const second = await world.command(conversationId, 'are you there?');
  await settled(second, 'failed');
  expect(await world.outbound(second)).toMatchObject({ failure_code: 'same_text_unconfirmed' });
  const answer = await world.harness.ask(OutcomeSettle, { messageId: first, outcome: 'not_sent' }, agent);
  expect(answer).toEqual({ status: 'failed' });
  const third = await world.command(conversationId, 'are you there?');
  await settled(third, 'sent');
});

test('H18: a token that TikTok refuses is renewed and the message still goes out once', async () => {
  const { conversationId } = await world.customerWrites('ana_pe');
  await world.simulator.control.expireTokens('sim.store', 'access');
  const messageId = await world.command(conversationId, 'after the refresh');
  await settled(messageId, 'sent');
  expect(await world.ledger('message.send')).toHaveLength(1);
});

test('what TikTok refuses fails with its code, what that means, what to do now, and its own words', async () => {
  const { conversationId } = await world.customerWrites('ana_pe');
  await world.simulator.control.fault({
    kind: 'refuse',
    endpoint: SEND,
    code: 40064,
    message: 'Take a rest.',
    count: 1,
  });
  const messageId = await world.command(conversationId, 'too much');
  await settled(messageId, 'failed');
  await world.harness.drained();
  expect(world.harness.published(MessageFailed).map(({ data }) => data)).toMatchObject([
    {
      messageId,
      code: 'tiktok_40064',
      reason: expect.stringMatching(
        /message rules blocked this.*\. Wait until the customer writes again.* TikTok says: Take a rest\.$/,
      ),
    },
  ]);
});

test('a rate limit makes the message wait, not fail', async () => {
  const { conversationId } = await world.customerWrites('ana_pe');
  await world.simulator.control.fault({ kind: 'refuse', endpoint: SEND, code: 40100, count: 2 });
  const messageId = await world.command(conversationId, 'slowly');
  await settled(messageId, 'sent');
  await world.harness.drained();
  expect(world.harness.published(MessageWaiting).map(({ data }) => data.waitingFor)).toContain('rate');
  expect(await world.ledger('message.send')).toHaveLength(1);
});

test('messages of one conversation leave in the order in which they were written, even when their commands arrive the other way round', async () => {
  const { conversationId } = await world.customerWrites('ana_pe');
  const texts = ['first', 'second', 'third', 'fourth', 'fifth'];
  const ids = texts.map(() => newId());
  for (const [index, text] of [...texts.entries()].reverse()) {
    await world.command(conversationId, text, { messageId: ids[index] ?? '', precededBy: ids[index - 1] ?? null });
  }
  await settled(ids.at(-1) ?? '', 'sent');
  expect((await world.ledger('message.send')).map(({ text }) => text)).toEqual(texts);
});

test('FEED-04: a comment reply is published under the top comment', async () => {
  const posts = (await world.simulator.control.get('/posts', {})) as
    { posts?: { itemId: string }[] } | { itemId: string }[];
  const list = Array.isArray(posts) ? posts : (posts.posts ?? []);
  const videoId = list[0]?.itemId ?? '';
  const comment = await world.simulator.control.act({
    do: 'comment',
    customer: 'ana_pe',
    post: videoId,
    text: 'price?',
  });
  const commentId = String(comment['commentId']);
  const messageId = await world.command(commentId, '12 euros', {
    channelId: feed,
    channelType: 'tiktok_feed',
    videoId,
  });
  await settled(messageId, 'sent');
  const [entry] = await world.ledger('comment.reply');
  expect(entry?.target).toMatchObject({ parentCommentId: commentId });
});

test('the plain channel sends without a platform', async () => {
  const messageId = await world.command('plain thread', 'hi', { channelType: 'plain' });
  await settled(messageId, 'sent');
});

test('H14: a send whose answer might come after its lease is not begun, and fails as not sent', async () => {
  const slow = await World.start(
    { SEND_TIMEOUT_MS: 1_500, SEND_LEASE_MS: 1_000, PROOF_AFTER_MS: 300, LANE_HOLD_MS: 2_000 },
    1,
  );
  try {
    const { conversationId } = await slow.customerWrites('ana_pe');
    await slow.harness.drained();
    const messageId = await slow.command(conversationId, 'too slow');
    await until('it has failed', async () => (await slow.outbound(messageId)).state === 'failed');
    expect(await slow.outbound(messageId)).toMatchObject({ failure_code: 'not_sent' });
    expect(await slow.ledger('message.send')).toHaveLength(0);
  } finally {
    await slow.stop();
  }
});

test('H13: a whole window is known from the customer’s message and not told again; a used one is told', async () => {
  const { conversationId } = await world.customerWrites('ana_pe');
  await world.customerWrites('bo_mx');
  await world.harness.drained();
  expect(world.harness.published(WindowChanged)).toHaveLength(0);
  await world.command(conversationId, 'hello Ana');
  await world.harness.drained();
  const told = world.harness.published(WindowChanged);
  expect(new Set(told.map(({ data }) => `${data.threadId} ${data.channelId} ${data.remaining}`))).toEqual(
    new Set([`${conversationId} ${messenger} 9`]),
  );
});

test('H13: a customer’s message that comes late opens a window in which later answers count', async () => {
  const { conversationId, sentAt } = await world.customerWrites('ana_pe');
  await world.command(conversationId, 'answer');
  await world.harness.drained();
  const between = new Date(Date.parse(sentAt) + 1).toISOString();
  await world.inbound(conversationId, 'late', between);
  await world.harness.drained();
  const { data } = world.harness.published(WindowChanged).at(-1) ?? {};
  expect(data).toMatchObject({
    remaining: 9,
    expiresAt: new Date(Date.parse(between) + 48 * HOUR_MS).toISOString(),
  });
});
