import { createClient, json, startServer, type Recorded } from '../test/recording-server.ts';
import { endpointFixtures, ids, refusalFixtures, webhookFixtures, type EndpointFixture } from './fixtures/index.ts';
import * as api from './index.ts';

const account = { businessId: ids.businessId, accessToken: ids.accessToken };
const { conversationId, videoId, commentId } = ids;
const image = { imageUri: '0123456789abcdef0123456789abcdef', width: 720, height: 1280 };

function file(filename: string, contentType: string) {
  return { bytes: new TextEncoder().encode('not really a picture'), filename, contentType };
}

interface Call {
  run: (client: api.TikTokClient) => Promise<unknown>;
  /** What the caller must get, in our own words. */
  gives?: unknown;
}

const scopes = [
  'user.info.basic',
  'user.info.username',
  'user.account.type',
  'message.list.read',
  'message.list.send',
  'message.list.manage',
  'comment.list',
  'comment.list.manage',
  'video.list',
];

const created = {
  commentId: ids.replyId,
  createdAtMs: 1_790_000_200_000,
  uniqueIdentifier: '+SimStoreAAAA1111bbbb2222cccc3333dddd4444eeee5555ffff6666gggg8888',
};

const comment = {
  commentId,
  videoId,
  parentCommentId: null,
  createdAtMs: 1_790_000_118_000,
  uniqueIdentifier: ids.personId,
  text: 'Do you ship to Lima?',
  status: 'public',
  isByOwner: false,
  replies: 1,
};

const reply = {
  commentId: ids.replyId,
  parentCommentId: commentId,
  isByOwner: true,
  text: 'Yes, 3 days',
  replyList: [],
};

const calls: Record<string, Call> = {
  'exchange an authorization code': {
    run: (client) =>
      api.exchangeCode(client, { authCode: 'auth-code-1', redirectUri: 'https://duet.example/tiktok/callback/' }),
    gives: {
      accessToken: ids.accessToken,
      accessTokenTtlMs: 86_400_000,
      refreshToken: ids.refreshToken,
      refreshTokenTtlMs: 31_536_000_000,
      businessId: ids.businessId,
      scopes,
    },
  },
  'refresh the tokens': {
    run: (client) => api.refreshTokens(client, ids.refreshToken),
    gives: { accessToken: 'act.SIM.second', refreshToken: 'rft.SIM.second', refreshTokenTtlMs: 28_484_364_000 },
  },
  'revoke the access': { run: (client) => api.revokeAccess(client, ids.accessToken) },
  'ask what a token stands for': {
    run: (client) => api.tokenInfo(client, ids.accessToken),
    gives: { appId: ids.clientKey, businessId: ids.businessId, scopes },
  },
  'send a text': {
    run: (client) => api.sendText(client, account, { conversationId, text: 'Hi Ana, your parcel left today.' }),
    gives: { messageId: ids.outboundMessageId },
  },
  'send a text that quotes': {
    run: (client) =>
      api.sendText(client, account, {
        conversationId,
        text: 'Yes, this one.',
        referencedMessageId: ids.inboundMessageId,
      }),
    gives: { messageId: ids.outboundMessageId },
  },
  'send an image': {
    run: (client) => api.sendImage(client, account, { conversationId, mediaId: 'simMedia001' }),
    gives: { messageId: ids.outboundMessageId },
  },
  'send a question card': {
    run: (client) =>
      api.sendTemplate(client, account, {
        conversationId,
        card: {
          type: 'button-card',
          title: 'What do you need?',
          buttons: [
            { title: 'Track my order', id: 'track' },
            { title: 'Talk to a person', id: 'human' },
          ],
        },
      }),
    gives: { messageId: ids.cardMessageId },
  },
  'show typing': { run: (client) => api.sendSenderAction(client, account, { conversationId, action: 'typing' }) },
  'mark as read': { run: (client) => api.sendSenderAction(client, account, { conversationId, action: 'mark-read' }) },
  'list conversations': {
    run: (client) => api.listConversations(client, account, { conversationType: 'single', limit: 100, cursor: 0 }),
    gives: {
      conversations: [
        { conversationId, lastMessageAtMs: 1_790_000_100_123, ads: [], shortLinks: [] },
        {
          lastMessageAtMs: 1_789_990_000_456,
          ads: [{ adId: '7610000000000000022', clickedAtMs: 1_789_990_000_000 }],
          shortLinks: [{ ref: 'bio_link', prefilledMessage: 'I want a quote', auditStatus: 'PASS' }],
        },
      ],
      hasMore: false,
      cursor: 2,
    },
  },
  'list messages': {
    run: (client) => api.listMessages(client, account, { conversationId }),
    gives: {
      participants: [
        { id: ids.businessId, role: 'business', displayName: 'Sim Store', isFollower: null },
        { id: ids.personId, role: 'personal', displayName: 'Ana', isFollower: true },
      ],
      messages: [
        {
          messageId: ids.outboundMessageId,
          from: { id: ids.businessId, role: 'business', username: ids.businessUsername },
          content: { type: 'text', text: 'Hi Ana' },
          source: 'api',
          reactions: [{ emoji: '👍', uniqueIdentifier: ids.personId, reactedAtMs: 1_790_000_101_000 }],
        },
        { messageId: ids.inboundMessageId, content: { type: 'image', mediaId: 'simMedia001' }, source: 'app' },
        { content: { type: 'unsupported', original: 'OTHER' }, source: null, sentAtMs: 1_790_000_080_000 },
      ],
    },
  },
  'upload an image for a message': {
    run: (client) => api.uploadImage(client, account, file('shoes.png', 'image/png')),
    gives: { mediaId: 'simMedia001' },
  },
  'ask whether images may be sent': {
    run: (client) => api.imageCapability(client, account, { conversationId, conversationType: 'single' }),
    gives: true,
  },
  'read the profile': {
    run: (client) =>
      api.getAccount(client, account, ['username', 'display_name', 'profile_image', 'is_business_account']),
    gives: { username: ids.businessUsername, displayName: 'Sim Store', isBusinessAccount: true, followers: null },
  },
  'list posts by id': {
    run: (client) =>
      api.listPosts(client, account, { videoIds: [videoId], extraFields: ['likes', 'comments'], maxCount: 20 }),
    gives: {
      posts: [
        {
          videoId,
          mediaType: 'video',
          createdAtMs: 1_789_900_000_000,
          likes: 340,
          comments: 12,
          isAd: null,
          views: null,
        },
      ],
      hasMore: false,
      olderThanMs: 1_789_900_000_000,
    },
  },
  'list comments with replies': {
    run: (client) =>
      api.listComments(client, account, {
        videoId,
        includeReplies: true,
        status: 'ALL',
        sortField: 'create_time',
        sortOrder: 'desc',
        cursor: 0,
        maxCount: 20,
      }),
    gives: { comments: [{ ...comment, replyList: [reply] }], hasMore: false, cursor: 20 },
  },
  'list comments by id': {
    run: (client) => api.listComments(client, account, { videoId, commentIds: [commentId, ids.replyId] }),
    gives: { comments: [{ ...comment, replyList: [] }, reply] },
  },
  'list replies': {
    run: (client) =>
      api.listReplies(client, account, {
        videoId,
        commentId,
        sortField: 'create_time',
        sortOrder: 'asc',
        maxCount: 30,
      }),
    gives: { comments: [reply], hasMore: false, cursor: 30 },
  },
  'comment on a post': {
    run: (client) => api.createComment(client, account, { videoId, body: { text: 'Back in stock!' } }),
    gives: created,
  },
  'reply to a comment': {
    run: (client) => api.replyToComment(client, account, { videoId, commentId, body: { text: 'Yes, 3 days' } }),
    gives: created,
  },
  'reply to a comment with an image': {
    run: (client) => api.replyToComment(client, account, { videoId, commentId, body: { image } }),
    gives: created,
  },
  'hide a comment': { run: (client) => api.setCommentHidden(client, account, { videoId, commentId, hidden: true }) },
  'unhide a comment': { run: (client) => api.setCommentHidden(client, account, { videoId, commentId, hidden: false }) },
  'delete an own comment': { run: (client) => api.deleteComment(client, account, { commentId: ids.replyId }) },
  'upload an image for a comment': {
    run: (client) => api.uploadCommentImage(client, account, file('shoes.webp', 'image/webp')),
    gives: image,
  },
  'subscribe to a category': {
    run: (client) =>
      api.updateWebhook(client, { category: 'DIRECT_MESSAGE', callbackUrl: 'https://duet.example/webhooks/tiktok' }),
  },
  'read a subscription': {
    run: (client) => api.getWebhook(client, 'DIRECT_MESSAGE'),
    gives: { callbackUrl: 'https://duet.example/webhooks/tiktok' },
  },
  'read a subscription that is not configured': {
    run: (client) => api.getWebhook(client, 'COMMENT'),
    gives: { callbackUrl: null },
  },
  'unsubscribe from a category': { run: (client) => api.deleteWebhook(client, 'COMMENT') },
};

/** Two steps, so it has a test of its own (media.spec.ts). */
const elsewhere = ['ask for the URL of a received image'];

test('every endpoint fixture is called here', () => {
  const covered = [...Object.keys(calls), ...elsewhere].sort();
  expect(endpointFixtures.map((fixture) => fixture.name).sort()).toEqual(covered);
});

test.each(endpointFixtures.filter(({ name }) => !elsewhere.includes(name)).map((fixture) => [fixture.name, fixture]))(
  'the client can %s as the reference documents it',
  async (name, fixture) => {
    const server = await startServer(json(fixture.response));
    const client = createClient(`${server.url}/open_api/v1.3`);
    const call = calls[name]!;

    const result = await call.run(client);

    if (call.gives === undefined) expect(result).toBeUndefined();
    else if (typeof call.gives === 'object') expect(result).toMatchObject(call.gives!);
    else expect(result).toBe(call.gives);
    expect(server.requests).toHaveLength(1);
    expect(await asFixture(server.requests[0]!)).toEqual(fixture.request);
  },
);

test('fixtures have names of their own and say where they come from, how surely and when', () => {
  for (const group of [endpointFixtures, webhookFixtures, refusalFixtures]) {
    expect(new Set(group.map(({ name }) => name)).size).toBe(group.length);
  }
  for (const fixture of [...endpointFixtures, ...webhookFixtures, ...refusalFixtures]) {
    expect(fixture.source).toMatch(/portal/);
    expect(fixture.confidence).toMatch(/^(documented|seen in code|observed live|assumed)$/);
    expect(fixture.snapshotDate).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  }
});

async function asFixture(request: Recorded): Promise<EndpointFixture['request']> {
  const url = new URL(request.target, 'http://tiktok.example');
  const contentType = request.headers['content-type'] ?? '';
  const token = request.headers['access-token'];
  if (token !== undefined) expect(token).toBe(ids.accessToken);
  const base = {
    method: request.method as 'GET' | 'POST',
    path: url.pathname.replace('/open_api/v1.3', ''),
    withToken: token !== undefined,
  };
  if (request.method === 'GET') return { ...base, query: Object.fromEntries(url.searchParams) };
  expect(url.search).toBe('');
  if (contentType === 'application/json') return { ...base, json: JSON.parse(request.body.toString()) };
  const form = await new Response(new Uint8Array(request.body), {
    headers: { 'content-type': contentType },
  }).formData();
  const parts = [...form].map(async ([name, value]) => [
    name,
    typeof value === 'string' ? value : { filename: value.name, contentType: value.type, text: await value.text() },
  ]);
  return { ...base, form: Object.fromEntries(await Promise.all(parts)) };
}
