import { fetch, Response } from 'undici';
import { createClient, json, startServer } from '../test/recording-server.ts';
import { ids } from './fixtures/index.ts';
import {
  imageCapability,
  listComments,
  listMessages,
  listPosts,
  setCommentHidden,
  TikTokUnexpectedShape,
} from './index.ts';

const account = { businessId: ids.businessId, accessToken: ids.accessToken };

async function setUp(data: unknown, basePath = '/open_api/v1.3') {
  const server = await startServer(json({ code: 0, message: 'OK', request_id: 'r', data }));
  return { client: createClient(server.url + basePath), requests: server.requests };
}

test('a plus sign travels as %2B, slashes and equals signs encoded too', async () => {
  const { client, requests } = await setUp({ messages: [] });
  await listMessages(client, account, { conversationId: 'a+b/c==' });
  expect(requests[0]!.target).toBe(
    `/open_api/v1.3/business/message/content/list/?business_id=${ids.businessId}&conversation_id=a%2Bb%2Fc%3D%3D`,
  );
});

test('arrays and objects travel as JSON text in one parameter', async () => {
  const { client, requests } = await setUp({ comments: [], videos: [], capability_infos: [] });

  await listComments(client, account, { videoId: '1', commentIds: ['7650000000000000123', '2'] });
  await listPosts(client, account, { videoIds: ['3'] });
  await imageCapability(client, account, { conversationId: 'c', conversationType: 'stranger' });

  const [comments, posts, capability] = requests.map(({ target }) => target);
  expect(comments).toContain(`comment_ids=${encodeURIComponent('["7650000000000000123","2"]')}`);
  expect(posts).toContain(`filters=${encodeURIComponent('{"video_ids":["3"]}')}`);
  expect(capability).toContain(`capability_types=${encodeURIComponent('["IMAGE_SEND"]')}&`.slice(0, -1));
  expect(capability).toContain('conversation_type=STRANGER');
});

test('what is not asked for does not travel', async () => {
  const { client, requests } = await setUp({ comments: [] });
  await listComments(client, account, { videoId: '1' });
  expect(requests[0]!.target).toBe(`/open_api/v1.3/business/comment/list/?business_id=${ids.businessId}&video_id=1`);
});

test('the token travels in the header alone', async () => {
  const { client, requests } = await setUp({});
  await setCommentHidden(client, account, { videoId: '1', commentId: '2', hidden: true });
  const [{ target, headers, body }] = requests as [(typeof requests)[0]];
  expect(headers['access-token']).toBe(ids.accessToken);
  expect(headers['content-type']).toBe('application/json');
  expect(target + body.toString()).not.toContain(ids.accessToken);
});

test('a base URL may end with a slash', async () => {
  const { client, requests } = await setUp({ messages: [] }, '/open_api/v1.3/');
  await listMessages(client, account, { conversationId: 'c' });
  expect(requests[0]!.target).toMatch(/^\/open_api\/v1\.3\/business\/message\/content\/list\/\?/);
});

test('more than 30 comment ids are refused before any call', async () => {
  const { client, requests } = await setUp({ comments: [] });
  const commentIds = Array.from({ length: 31 }, (_, at) => `${at}`);
  await expect(listComments(client, account, { videoId: '1', commentIds })).rejects.toBeInstanceOf(RangeError);
  expect(requests).toHaveLength(0);
});

test('ids that TikTok sends as bare numbers keep all digits', async () => {
  const server = await startServer((_request, response) =>
    response.end(
      '{"code":0,"message":"OK","data":{"comments":[{"comment_id":7650000000000000123,"video_id":7640000000000000456,"create_time":1790000118}]}}',
    ),
  );
  const { comments } = await listComments(createClient(server.url), account, { videoId: '7640000000000000456' });
  expect(comments).toMatchObject([{ commentId: '7650000000000000123', videoId: '7640000000000000456', text: null }]);
});

test('an empty list and a null list are empty, a missing list is not: absence from a list serves as proof', async () => {
  for (const [data, empty] of [
    [{ messages: [] }, true],
    [{ messages: null }, true],
    [{}, false],
  ] as const) {
    const { client } = await setUp(data);
    const read = listMessages(client, account, { conversationId: 'c' });
    if (empty) expect(await read).toEqual({ participants: [], messages: [] });
    else await expect(read).rejects.toBeInstanceOf(TikTokUnexpectedShape);
  }
});

test('another fetch may be handed in, and is told not to follow redirects', async () => {
  const seen: Parameters<typeof fetch>[] = [];
  const client = createClient('https://tiktok.example/open_api/v1.3', {
    fetch: async (...call) => {
      seen.push(call);
      return Response.json({ code: 0, message: 'OK', data: { messages: [] } });
    },
  });
  await listMessages(client, account, { conversationId: 'c' });
  expect(seen).toMatchObject([
    [expect.stringContaining('https://tiktok.example/open_api/v1.3/business/'), { redirect: 'manual' }],
  ]);
});

test('requests on a kept connection arrive one by one, each once', async () => {
  const { client, requests } = await setUp({});
  for (const commentId of ['1', '2', '3'])
    await setCommentHidden(client, account, { videoId: '9', commentId, hidden: true });
  expect(requests.map(({ body }) => JSON.parse(body.toString()).comment_id)).toEqual(['1', '2', '3']);
});
