import { CommentEchoed, CommentOwners, CommentReceived } from '@duet/contracts';
import { until } from '@duet/testing';
import { comment } from '../../test/bodies.ts';
import { accountId, feed, World } from '../../test/world.ts';

let world: World;
/** What TikTok's list says of a comment, by its id; null: it does not show it. */
const owners = new Map<string, boolean | null>();
let asked: { commentIds: string[]; accountId: string }[] = [];

beforeAll(async () => {
  world = await World.start();
  await world.harness.answer(CommentOwners, async ({ accountId: account, comments }) => {
    asked.push({ accountId: account, commentIds: comments.map(({ commentId }) => commentId) });
    return {
      owners: comments.map(({ commentId }) => ({ commentId, owner: owners.get(commentId) ?? null })),
      commentAuthorId: null,
    };
  });
});

beforeEach(() => (asked = []));

afterAll(() => world.stop());

const settled = (): Promise<void> =>
  until('nobody waits', async () => (await world.kept()).every(({ state }) => state !== 'waiting' && state !== 'new'));

const wasAsked = (commentId: string): Promise<void> =>
  until('it was asked for', () => Promise.resolve(askedFor().includes(commentId)));

const askedFor = (): string[] => asked.flatMap(({ commentIds }) => commentIds);
const received = (): string[] => world.harness.published(CommentReceived).map(({ data }) => data.commentId);
const echoed = (): string[] => world.harness.published(CommentEchoed).map(({ data }) => data.commentId);

test('H12: while the account has no known author id, TikTok is asked whose comment it is', async () => {
  owners.set('7650000000000000001', false).set('7650000000000000002', true);
  await world.deliver(comment('7650000000000000001', 'a customer'));
  await world.deliver(comment('7650000000000000002', 'the account'));
  await settled();
  await world.harness.drained();
  expect(received()).toEqual(['7650000000000000001']);
  expect(echoed()).toEqual(['7650000000000000002']);
  expect(asked.every((request) => request.accountId === accountId)).toBe(true);
});

test('H12: one question tells the authors of many comments, and one comment of each author is asked for', async () => {
  const ids = Array.from({ length: 40 }, (_, index) => `76500000000000010${String(index).padStart(2, '0')}`);
  for (const id of ids) owners.set(id, false);
  await Promise.all(ids.map((id, index) => world.deliver(comment(id, `one of ten people ${index % 10}`))));
  await settled();
  await world.harness.drained();
  expect(received()).toEqual(expect.arrayContaining(ids));
  expect(asked.length).toBeLessThan(ids.length / 2);
  expect(askedFor().length).toBeLessThan(ids.length);
});

test("a comment that nobody can place within a minute is taken for a customer's", async () => {
  await world.deliver(comment('7650000000000000003', 'nobody knows'));
  await wasAsked('7650000000000000003');
  expect(received()).not.toContain('7650000000000000003');
  await world.harness.sql(
    `UPDATE ingestion.deliveries SET received_at = received_at - interval '61 s', retry_at = now() WHERE state = 'waiting'`,
  );
  await settled();
  await world.harness.drained();
  expect(received()).toContain('7650000000000000003');
});

test('H12, FEED-20: once the author id is known, what waits is settled by it and nobody is asked any more', async () => {
  await world.deliver(comment('7650000000000000004', 'author of the account'));
  await world.deliver(comment('7650000000000000005', 'a customer'));
  await wasAsked('7650000000000000004');
  await wasAsked('7650000000000000005');
  await world.connect(feed, 'tiktok_feed', { commentAuthorId: 'author of the account', version: 2 });
  await settled();
  await world.harness.drained();
  expect(echoed()).toContain('7650000000000000004');
  expect(received()).toContain('7650000000000000005');

  await world.deliver(comment('7650000000000000006', 'author of the account'));
  await settled();
  await world.harness.drained();
  expect(echoed()).toContain('7650000000000000006');
  expect(askedFor()).not.toContain('7650000000000000006');
});
