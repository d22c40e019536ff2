import {
  CommentVisibilityReported,
  ConversationRead,
  CustomerReferred,
  MessageEchoed,
  MessageReacted,
  MessageReceived,
} from '@duet/contracts';
import { comment, directMessage, webhook } from '../../test/bodies.ts';
import { accountId, messenger, OPEN_ID, World } from '../../test/world.ts';

let world: World;

beforeAll(async () => {
  world = await World.start();
});

afterAll(() => world.stop());

const received = (): string[] => world.harness.published(MessageReceived).map(({ data }) => data.messageId);

const stateOf = async (containing: string): Promise<object[]> =>
  (await world.kept(containing)).map(({ state, event, reason }) => ({ state, event, reason }));

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

test('ids beyond 2^53 keep every digit', async () => {
  await world.deliver(comment('7650000000000000123', 'somebody', 'set_to_hidden'));
  await world.harness.drained();
  expect(world.harness.published(CommentVisibilityReported).map(({ data }) => data)).toMatchObject([
    { commentId: '7650000000000000123', videoId: '7640000000000000457', parentCommentId: null, visibility: 'hidden' },
  ]);
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

test('an ad and a link that led a customer here are told; a referral that names neither is kept as ignored', async () => {
  const person = { id: 'person', role: 'personal_account' };
  const referral = (conversation_id: string, referral: object): string =>
    webhook('im_referral_msg', { conversation_id, timestamp: 1_790_000_080_500, from_user: person, referral });
  const ad = { advertiser_id: '7', ad_id: '7610000000000000022', timestamp: 1_790_000_080_000, ad_name: 'Spring sale' };
  await world.deliver(referral('from an ad', { source: 'ad', ad }));
  await world.deliver(referral('by a link', { source: 'short_link', short_link: { ref: 'bio_link' } }));
  await world.deliver(referral('of neither', { source: 'qr' }));
  await world.harness.drained();
  const told = world.harness.published(CustomerReferred).map(({ data }) => [data.conversationId, data.referral]);
  const referredAt = '2026-09-21T14:14:40.500Z';
  expect(Object.fromEntries(told)).toEqual({
    'from an ad': { source: 'ad', advertiserId: '7', adId: ad.ad_id, adName: 'Spring sale', url: null, referredAt },
    'by a link': { source: 'link', ref: 'bio_link', prefilledMessage: null, referredAt },
  });
  expect(await stateOf('of neither')).toMatchObject([{ state: 'ignored' }]);
});

const contentOf = (id: string): unknown =>
  world.harness.published(MessageReceived).find(({ data }) => data.messageId === id)?.data.content;

test('DM-13, DM-14, DM-15: a file and a voice clip, should TikTok tell of them, are messages that cannot be shown', async () => {
  for (const type of ['file', 'audio', 'other'])
    await world.deliver(directMessage(`a ${type}`, { type, text: undefined }));
  await world.harness.drained();
  for (const type of ['file', 'audio', 'other'])
    expect(contentOf(`a ${type}`)).toEqual({ type: 'unsupported', original: type });
});

test('DM-17: a shared post comes with the link to it, also where TikTok gives none', async () => {
  const id = '7640000000000000456';
  const url = `https://www.tiktok.com/player/v1/${id}?utm_source=dm`;
  const share = (name: string, share_post: object) =>
    world.deliver(directMessage(name, { type: 'share_post', text: undefined, share_post }));
  await share('with a link', { video_id: id, embed_url: url });
  await share('without one', { video_id: id });
  await world.harness.drained();
  expect(contentOf('with a link')).toEqual({ type: 'shared_post', postId: id, url });
  expect(contentOf('without one')).toMatchObject({ url: `https://www.tiktok.com/player/v1/${id}` });
});

test('DM-30: what is put on a message is told as that and not as a message', async () => {
  const one = { type: 'EMOJI', emoji: '👍', timestamp: 1_790_000_095_000, original_msg_id: 'the message' };
  const reaction = [
    { ...one, operation: 'ADD' },
    { ...one, operation: 'REMOVE', timestamp: 1_790_000_096_000 },
  ];
  await world.deliver(directMessage('reacting', { type: 'reaction', text: undefined, reaction }));
  await world.deliver(directMessage('on nothing', { type: 'reaction', text: undefined, reaction: [{ emoji: '👍' }] }));
  await world.harness.drained();
  expect(world.harness.published(MessageReacted).map(({ data }) => data)).toMatchObject([
    { messageId: 'the message', by: 'customer', operation: 'add', emoji: '👍', reactedAt: '2026-09-21T14:14:55.000Z' },
    { messageId: 'the message', by: 'customer', operation: 'remove', reactedAt: '2026-09-21T14:14:56.000Z' },
  ]);
  expect(received()).not.toContain('reacting');
  expect(await stateOf('on nothing')).toMatchObject([{ state: 'ignored' }]);
});
