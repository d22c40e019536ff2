import { CommentVisibilityReported, ConversationRead, MessageEchoed, MessageReceived } from '@duet/contracts';
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
