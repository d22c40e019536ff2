import { MessageWaiting, newId } from '@duet/contracts';
import { until } from '@duet/testing';
import { type Shop, World } from '../testing/world.ts';

const CUSTOMERS = 12;

let world: World;

beforeAll(async () => {
  world = await World.start({}, 2);
  await world.simulator.control.settings({
    appQps: 10,
    accountEndpointQpm: 40,
    ownCommentPublicDelay: { min: 0, max: 0 },
  });
});

afterAll(() => world.stop());

interface PostingShop extends Shop {
  readonly videoId: string;
}

async function openShop(username: string): Promise<PostingShop> {
  await world.simulator.control.account({ username });
  const shop = { username, accountId: newId(), messenger: newId(), feed: newId() };
  await world.connect(shop);
  const { itemId } = await world.simulator.control.publishPost({ account: username, caption: 'News' });
  return { ...shop, videoId: itemId };
}

/** Every customer writes and comments, and each gets two answers, all at the same moment. */
async function answerEverybody({
  username: account,
  accountId,
  messenger,
  feed,
  videoId,
}: Awaited<ReturnType<typeof openShop>>) {
  const { control } = world.simulator;
  const customers = Array.from({ length: CUSTOMERS }, (_, index) => `${account}_${index}`);
  const commands = customers.map(async (username) => {
    await control.customer({ username });
    const dm = await control.act({ do: 'dm', account, customer: username, text: 'hello' });
    const comment = await control.act({ do: 'comment', customer: username, post: videoId, text: 'price?' });
    const lastInbound = { messageId: String(dm['messageId']), at: new Date(Number(dm['at'])).toISOString() };
    return Promise.all([
      world.command(String(dm['conversationId']), `hello ${username}`, {
        accountId,
        channelId: messenger,
        lastInbound,
      }),
      world.command(String(comment['commentId']), `12 euros, ${username}`, {
        accountId,
        channelId: feed,
        channelType: 'tiktok_feed',
        videoId,
      }),
    ]);
  });
  return (await Promise.all(commands)).flat();
}

test('H17: three accounts that all answer at once never hear "too often" from TikTok, and every answer arrives once', async () => {
  const shops = [await openShop('shop.one'), await openShop('shop.two'), await openShop('shop.three')];
  const messages = (await Promise.all(shops.map(answerEverybody))).flat();
  await until('all are sent', async () => {
    const [row] = await world.harness.sql<{ count: string }>(
      `SELECT count(*) FROM delivery.outbound WHERE state = 'sent' AND id = ANY($1)`,
      [messages],
    );
    return Number(row?.count) === messages.length;
  });
  const requests = await world.simulator.control.requests();
  expect(requests.filter(({ code }) => code === 40100)).toEqual([]);
  const texts = [...(await world.ledger('message.send')), ...(await world.ledger('comment.reply'))].map(
    ({ text }) => text,
  );
  expect(texts).toHaveLength(shops.length * CUSTOMERS * 2);
  expect(new Set(texts).size).toBe(texts.length);
});

test('H17: a message that waits for its turn says so once, and its waits do not count as tries', async () => {
  const waits = world.harness.published(MessageWaiting).map(({ data }) => `${data.waitingFor} ${data.messageId}`);
  expect(waits.length).toBeGreaterThan(0);
  expect(new Set(waits).size).toBe(waits.length);
  const rows = await world.harness.sql<{ tries: number }>('SELECT DISTINCT tries FROM delivery.outbound');
  expect(rows).toEqual([{ tries: 1 }]);
});
