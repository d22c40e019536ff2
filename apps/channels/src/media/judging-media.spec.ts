import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { iso, MediaSettled, MessageReceived, newId } from '@duet/contracts';
import { until } from '@duet/testing';
import { picture } from '@duet/tiktok-simulator';
import { openWorld, type World } from '../../test/world.ts';

const MB = 1024 ** 2;

let world: World;
let elsewhere: Server;
let address: string;
let answer: { body: Buffer; type: string; status?: number };

beforeAll(async () => {
  elsewhere = createServer((_request, response) => {
    response.writeHead(answer.status ?? 200, { 'content-type': answer.type, location: '/other' }).end(answer.body);
  });
  await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}`;
  world = await openWorld();
  await world.boot({ TIKTOK_BASE_URL: `${address}/open_api/v1.3`, MEDIA_MAX_BYTES: String(MB) });
});
afterAll(async () => {
  await world.close();
  await new Promise((resolve) => elsewhere.close(resolve));
});

async function stickerArrives(url = `${address}/sticker`): Promise<string> {
  const messageId = newId();
  await world.harness.publish(MessageReceived, {
    workspaceId: newId(),
    data: {
      accountId: newId(),
      channelId: newId(),
      origin: 'live',
      conversationId: 'c1',
      messageId,
      sentAt: iso(Date.now()),
      sender: { id: 'u1', username: 'ana' },
      content: { type: 'sticker', url },
      referencedMessageId: null,
    },
  });
  return messageId;
}

async function outcome(messageId: string) {
  const news = () => world.harness.published(MediaSettled).find(({ data }) => data.externalId === messageId);
  await until('it is known what became of it', () => Promise.resolve(news() !== undefined));
  return news()?.data.media;
}

const png = picture('x', 16, 16);

test('a page that calls itself a picture is not kept', async () => {
  answer = { body: Buffer.from('<script>alert(1)</script>'), type: 'image/png' };
  expect(await outcome(await stickerArrives())).toEqual({
    state: 'gone',
    reason: 'What TikTok gave is neither a picture nor a video.',
  });
});

test('a picture that calls itself a page is kept as what it is', async () => {
  answer = { body: png, type: 'text/html' };
  expect(await outcome(await stickerArrives())).toMatchObject({ state: 'stored', contentType: 'image/png' });
});

test('what is too large is given up, and nothing of it is kept', async () => {
  answer = { body: Buffer.concat([png, Buffer.alloc(MB)]), type: 'image/png' };
  expect(await outcome(await stickerArrives())).toEqual({ state: 'gone', reason: 'The file is larger than 1 MB.' });
});

test.each(['http://169.254.169.254/latest', 'https://evil.test/sticker.png', 'file:///etc/passwd', 'nonsense'])(
  "%s is none of TikTok's addresses and is never asked",
  async (url) => {
    expect(await outcome(await stickerArrives(url))).toEqual({
      state: 'gone',
      reason: "The address of this file is none of TikTok's.",
    });
  },
);

test('a redirect is not followed', async () => {
  answer = { body: Buffer.from('over there'), type: 'text/plain', status: 302 };
  const messageId = await stickerArrives();
  const attempts = async () => {
    const [row] = await world.harness.sql<{ attempts: number; state: string }>(
      'SELECT attempts, state FROM channels.media_fetches WHERE external_id = $1',
      [messageId],
    );
    return row;
  };
  await until('it was tried', async () => ((await attempts())?.attempts ?? 0) > 0);
  expect((await attempts())?.state).toBe('pending');
});
