import { MessageSent, newId } from '@duet/contracts';
import { until } from '@duet/testing';
import { openWorld, type World } from '../test/world.ts';

const MINUTE_MS = 60_000;

let world: World;

beforeAll(async () => {
  world = await openWorld();
});

afterAll(() => world.close());

afterEach(async () => {
  await world.simulator.control.settings({ spamMode: false });
  await world.moveClocks(0);
});

/** Delivery tells that TikTok has taken a reply of ours. */
async function posted(externalId: string, parentCommentId: string): Promise<void> {
  const { channelId, accountId, videoId } = world.place(externalId);
  const message = { messageId: newId(), ticketId: newId(), attempt: 1, provenBy: 'response' as const };
  const comment = { channelId, accountId, videoId, parentCommentId };
  const data = { ...message, externalId, sentAt: new Date().toISOString(), comment };
  await world.harness.publish(MessageSent, { workspaceId: world.workspaceId, data });
}

async function looksAt(times: number): Promise<void> {
  await until(`look ${times} is over`, async () => {
    const rows = await world.harness.sql(
      'SELECT 1 FROM moderation.comments WHERE review IS NOT NULL AND read_backs >= $1 AND leased_until IS NULL',
      [times],
    );
    return rows.length === 1;
  });
}

test('a reply that TikTok has taken is in review until TikTok shows it to everybody', async () => {
  const reply = 'under review';
  await posted(reply, '1');
  await world.untilNews(reply, { review: 'waiting', confirmed: null, pending: null, version: 1 });
  await world.report(reply, 'public', new Date(), '1');
  await world.untilNews(reply, { review: null, confirmed: 'public', pending: null, version: 2 });
  await posted(reply, '1');
  await world.harness.drained();
  expect(world.last(reply)?.version).toBe(2);
});

test('one that TikTok shows before delivery tells of it is in no review', async () => {
  const reply = 'shown at once';
  await world.report(reply, 'public', new Date(), '1');
  await world.untilNews(reply, { confirmed: 'public' });
  await posted(reply, '1');
  await world.harness.drained();
  expect(world.news(reply)).toMatchObject([{ confirmed: 'public', review: null, version: 1 }]);
});

test('one that TikTok holds back for spam is found in its list, and is public once TikTok lets it through', async () => {
  await world.simulator.control.settings({ spamMode: true });
  const reply = await world.ownComment();
  await posted(reply, await world.comment());
  await world.untilNews(reply, { review: 'waiting' });
  await world.moveClocks(3 * MINUTE_MS);
  await world.untilNews(reply, { review: 'held', confirmed: 'hidden', pending: null });
  await looksAt(1);
  expect(await world.effects(reply)).toEqual([]);
  await world.simulator.control.act({ do: 'owner_set_hidden', comment: reply, hidden: false });
  await world.untilNews(reply, { review: null, confirmed: 'public' });
});
