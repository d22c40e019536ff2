import { type Actor, CommentReceived, ContactDescribed, type DataOf, iso, MessageReceived } from '@duet/contracts';
import { until } from '@duet/testing';
import { seedIds } from '@duet/tiktok-simulator';
import { openWorld, person, type World } from '../../test/world.ts';

const LIST_MESSAGES = '/business/message/content/list/';
const LIST_COMMENTS = '/business/comment/list/';
const DAY_MS = 24 * 3_600_000;

let world: World;
let owner: Actor;
let at: { accountId: string; channelId: string };

beforeEach(async () => {
  world = await openWorld();
  await world.boot();
  owner = person();
  const [messenger] = (await world.connect(owner)).channels;
  if (!messenger) throw new Error('a channel is connected');
  at = { accountId: messenger.account.id, channelId: messenger.id };
});
afterEach(() => world.close());

async function idOf(username: string): Promise<string> {
  const customers = await world.control.get<{ username: string; uniqueIdentifier: string }[]>('/customers');
  return customers.find((customer) => customer.username === username)?.uniqueIdentifier ?? '';
}

async function dm(customer: string): Promise<DataOf<typeof MessageReceived>> {
  const { conversationId, messageId } = await world.control.act({ do: 'dm', customer, text: 'Hi' });
  return {
    ...at,
    origin: 'live',
    conversationId: String(conversationId),
    messageId: String(messageId),
    sentAt: iso(Date.now()),
    sender: { id: await idOf(customer), username: customer },
    content: { type: 'text', text: 'Hi' },
    referencedMessageId: null,
  };
}

async function comment(customer: string): Promise<DataOf<typeof CommentReceived>> {
  const { commentId } = await world.control.act({ do: 'comment', customer, post: seedIds.post, text: 'Nice' });
  return {
    ...at,
    origin: 'live',
    commentId: String(commentId),
    videoId: seedIds.post,
    parentCommentId: null,
    authorId: await idOf(customer),
    text: 'Nice',
    // Known, so that whatever TikTok's list is asked for is the name.
    imageUrl: null,
    postedAt: iso(Date.now()),
  };
}

const messageArrives = (data: DataOf<typeof MessageReceived>) =>
  world.harness.publish(MessageReceived, { workspaceId: owner.workspaceId, data });
const commentArrives = (data: DataOf<typeof CommentReceived>) =>
  world.harness.publish(CommentReceived, { workspaceId: owner.workspaceId, data });
const described = () => world.harness.published(ContactDescribed).map(({ data }) => data);
const calls = async (path: string) => (await world.control.requests({ path })).length;

test('a customer who writes gets a name and a picture', async () => {
  await messageArrives(await dm('ana_pe'));
  await world.harness.drained();
  expect(described()).toEqual([
    {
      ...at,
      externalId: seedIds.customer,
      username: 'ana_pe',
      displayName: 'Ana',
      avatarUrl: expect.stringMatching(/^http/),
    },
  ]);
});

test('a customer is asked for once a day, however much they write', async () => {
  const message = await dm('ana_pe');
  for (let sent = 0; sent < 3; sent++) await messageArrives(message);
  await world.harness.drained();
  await messageArrives(message);
  await world.harness.drained();
  expect(await calls(LIST_MESSAGES)).toBe(1);
  await world.advance(DAY_MS);
  await messageArrives(message);
  await world.harness.drained();
  expect(await calls(LIST_MESSAGES)).toBe(2);
});

test('H17: commenters under one post are asked for together', async () => {
  const customers = Array.from({ length: 31 }, (_none, index) => `fan_${index}`);
  for (const username of customers) await world.control.customer({ username });
  const comments = await Promise.all(customers.map(comment));
  await world.control.fault({ kind: 'http_error', endpoint: LIST_COMMENTS, performed: false });
  await Promise.all(comments.map(commentArrives));
  const waiting = () => world.harness.sql(`SELECT 1 FROM channels.contact_lookups WHERE attempts = 1`);
  await until('all have failed once', async () => (await waiting()).length === customers.length);
  await world.harness.sql(`UPDATE channels.contact_lookups SET next_attempt_at = now() + interval '1 hour'`);
  await world.control.clearFaults();
  const before = await calls(LIST_COMMENTS);
  await world.harness.sql(`UPDATE channels.contact_lookups SET next_attempt_at = now()`);
  await world.harness.drained();
  expect(new Set(described().map(({ username }) => username))).toEqual(new Set(customers));
  expect((await calls(LIST_COMMENTS)) - before).toBe(2);
});

test('a failure is tried again later and holds nobody up', async () => {
  await world.control.fault({ kind: 'refuse', code: 40100, endpoint: LIST_MESSAGES });
  await messageArrives(await dm('ana_pe'));
  await until('TikTok refused', async () => (await calls(LIST_MESSAGES)) === 1);
  await commentArrives(await comment('bo_mx'));
  await until('the other one is described', () => Promise.resolve(described().length === 1));
  expect(described()).toMatchObject([{ username: 'bo_mx' }]);
  await world.control.clearFaults();
  await world.harness.sql(`UPDATE channels.contact_lookups SET next_attempt_at = now() WHERE asked_at IS NULL`);
  await world.harness.drained();
  expect(described().map(({ username }) => username)).toEqual(['bo_mx', 'ana_pe']);
});

test('somebody whom TikTok no longer shows is left alone', async () => {
  const gone = await comment('bo_mx');
  await world.control.act({ do: 'delete_comment', customer: 'bo_mx', comment: gone.commentId });
  await commentArrives(gone);
  await world.harness.drained();
  expect(described()).toEqual([]);
  expect(await calls(LIST_COMMENTS)).toBe(1);
});

test('a contact of an account that needs reconnecting waits without a call', async () => {
  await world.control.expireTokens('sim.store', 'refresh');
  await expect(world.lease(owner, at.accountId, 1)).rejects.toMatchObject({ code: 'needs_reconnecting' });
  await messageArrives(await dm('ana_pe'));
  const waiting = () => world.harness.sql(`SELECT 1 FROM channels.contact_lookups WHERE attempts = 1`);
  await until('one attempt was made', async () => (await waiting()).length === 1);
  expect(await calls(LIST_MESSAGES)).toBe(0);
});
