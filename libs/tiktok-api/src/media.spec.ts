import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { createClient, startServer } from '../test/recording-server.ts';
import { ids } from './fixtures/index.ts';
import {
  downloadMedia,
  isMediaAddress,
  TIKTOK_MEDIA_HOSTS,
  TikTokForeignAddress,
  TikTokHttpError,
  TikTokUnreachable,
} from './index.ts';

const account = { businessId: ids.businessId, accessToken: ids.accessToken };
const media = {
  conversationId: ids.conversationId,
  messageId: ids.inboundMessageId,
  mediaId: 'simMedia001',
  mediaType: 'image',
} as const;

async function setUp(download: { url?: string; status?: number; breakOff?: boolean }) {
  const server = await startServer((request, response, socket) => {
    if (request.method === 'POST') {
      const download_url = download.url ?? `${server.url}/media/1`;
      response.end(JSON.stringify({ code: 0, message: 'OK', request_id: 'r', data: { download_url } }));
      return;
    }
    response.writeHead(download.status ?? 200, { 'content-type': 'image/png', 'content-length': '7' });
    if (!download.breakOff) response.end('picture');
    else response.write('pic', () => socket.destroy());
  });
  return { client: createClient(server.url), server };
}

test('media is asked for with all four ids and fetched with the token in x-user', async () => {
  const { client, server } = await setUp({});

  const { contentType, body } = await downloadMedia(client, account, media);

  expect(contentType).toBe('image/png');
  expect(await text(Readable.from(body))).toBe('picture');
  const [ask, fetched] = server.requests;
  expect(JSON.parse(ask!.body.toString())).toEqual({
    business_id: ids.businessId,
    conversation_id: ids.conversationId,
    message_id: ids.inboundMessageId,
    media_id: 'simMedia001',
    media_type: 'IMAGE',
  });
  expect(fetched!.headers['x-user']).toBe(ids.accessToken);
  expect(fetched!.headers['access-token']).toBeUndefined();
});

test('the token is not sent to a download URL elsewhere', async () => {
  const other = await startServer((_request, response) => response.end('leaked'));
  const { client } = await setUp({ url: `${other.url}/media/1` });

  await expect(downloadMedia(client, account, media)).rejects.toBeInstanceOf(TikTokForeignAddress);

  expect(other.requests).toHaveLength(0);
});

test('an expired download URL is an HTTP error', async () => {
  const { client } = await setUp({ status: 403 });

  await expect(downloadMedia(client, account, media)).rejects.toMatchObject({
    name: TikTokHttpError.name,
    status: 403,
  });
});

test('a download that breaks off fails while it is read', async () => {
  const { client } = await setUp({ breakOff: true });

  const { body } = await downloadMedia(client, account, media);

  await expect(text(Readable.from(body))).rejects.toBeInstanceOf(TikTokUnreachable);
});

test('what anybody may see is fetched without the token', async () => {
  const { client, server } = await setUp({});

  const { body } = await client.download(`${server.url}/media/sticker`, null);

  expect(await text(Readable.from(body))).toBe('picture');
  expect(server.requests[0]!.headers['x-user']).toBeUndefined();
});

const simulator = 'http://127.0.0.1:4010/open_api/v1.3';

test.each([
  ['https://p16-sign.tiktokcdn-us.com/a.webp?x-expires=1', true],
  ['https://tiktok.com/x', true],
  ['http://127.0.0.1:4010/media/dm/1', true],
  ['http://p16.tiktokcdn.com/a', false],
  ['https://p16.tiktokcdn.com:8443/a', false],
  ['https://user@p16.tiktokcdn.com/a', false],
  ['https://eviltiktok.com/a', false],
  ['https://tiktok.com.evil.test/a', false],
  ['https://169.254.169.254/latest/meta-data', false],
  ['http://127.0.0.1:4222/', false],
  ['http://localhost:4010/media/dm/1', false],
  ['file:///etc/passwd', false],
  ['no address', false],
])('media at %s: %s', (url, allowed) => {
  expect(isMediaAddress(url, TIKTOK_MEDIA_HOSTS, simulator)).toBe(allowed);
});
