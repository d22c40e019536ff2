import { delivery, ids, signedComment, webhookFixtures } from './fixtures/index.ts';
import { parseWebhook } from './webhook-events.ts';

const person = { id: ids.personId, role: 'personal', username: ids.personUsername };
const business = { id: ids.businessId, role: 'business', username: ids.businessUsername };

const received = {
  messageId: ids.inboundMessageId,
  conversationId: ids.conversationId,
  sentAtMs: 1_790_000_090_000,
  from: person,
  to: business,
  uniqueIdentifier: ids.personId,
};
const sent = {
  messageId: ids.outboundMessageId,
  conversationId: ids.conversationId,
  sentAtMs: 1_790_000_100_123,
  from: business,
  to: person,
  content: { type: 'text', text: 'Hi Ana' },
};
const comment = {
  commentId: ids.commentId,
  videoId: ids.videoId,
  parentCommentId: null,
  commentType: 'comment',
  action: 'insert',
  occurredAtMs: 1_790_000_118_456,
  uniqueIdentifier: ids.personId,
  text: null,
};
const publish = {
  publishId: 'v_pub_url~v1.7630000000000000055',
  publishType: 'DIRECT_PUBLISH',
  postId: null,
  reason: null,
};
const autoMessage = {
  autoMessageId: '7620000000000000044',
  autoMessageType: 'WELCOME_MESSAGE',
  occurredAtMs: 1_790_000_118_456,
};

const expected: Record<string, unknown> = {
  'a text with nothing optional': {
    ...received,
    content: { type: 'text', text: 'Hello' },
    referencedMessageId: null,
    buttonReply: null,
    source: null,
    autoMessageType: null,
    sceneType: null,
    isFollower: null,
    reactions: [],
  },
  'a tapped card button': {
    ...received,
    content: { type: 'text', text: 'Track my order' },
    buttonReply: { cardMessageId: ids.cardMessageId, buttonId: 'track' },
    source: 'app',
    sceneType: 0,
    isFollower: true,
  },
  'a text that quotes': { ...received, referencedMessageId: ids.outboundMessageId },
  'an image': { ...received, content: { type: 'image', mediaId: 'simMedia001' } },
  'a video': { ...received, content: { type: 'video', mediaId: 'simMedia002' } },
  'a sticker': { ...received, content: { type: 'sticker', url: 'https://p16.example/s.webp?x-expires=1792592000' } },
  'an emoji': { ...received, content: { type: 'emoji', url: 'https://p16.example/e.webp' } },
  'a shared post': { ...received, content: { type: 'share-post', videoId: ids.videoId } },
  'a reaction': {
    ...received,
    content: {
      type: 'reaction',
      reactions: [
        {
          operation: 'add',
          emoji: '👍',
          aiEmojiUrl: null,
          uniqueIdentifier: ids.personId,
          reactedAtMs: 1_790_000_095_000,
          originalMessageId: ids.outboundMessageId,
        },
      ],
    },
  },
  'a voice message': { ...received, content: { type: 'unsupported', original: 'other' } },
  'an echo of our own send': { ...sent, source: 'api' },
  'a message written in the app': { ...sent, source: 'app' },
  'a message written on the web': { ...sent, source: 'web' },
  'a welcome message': { ...sent, source: 'others', autoMessageType: 'WELCOME_MESSAGE' },
  'a question card': {
    content: {
      type: 'template',
      templateType: 'button-card',
      cards: [{ title: 'What do you need?', buttons: [{ id: 'track', title: 'Track my order' }] }],
    },
  },
  'a read receipt': {
    from: person,
    to: business,
    conversationId: ids.conversationId,
    occurredAtMs: 1_790_000_110_500,
    readUpToMs: 1_790_000_100_123,
  },
  'a message from the EEA': { to: business, receivedAtMs: 1_790_000_090_000 },
  'a referral by an ad': {
    conversationId: ids.conversationId,
    referral: { source: 'ad', ad: { adId: '7610000000000000022', clickedAtMs: 1_790_000_080_000 }, shortLink: null },
  },
  'a referral by a short link': {
    referral: { source: 'short-link', ad: null, shortLink: { ref: 'bio_link', prefilledMessage: 'I want a quote' } },
  },
  'a high-intent comment': { commentId: ids.commentId, text: 'How much is it?', isFollower: true, from: person },
  'an automatic message was changed': { ...autoMessage, action: 'create' },
  'an automatic message was reviewed': { ...autoMessage, auditStatus: 'approved' },
  'a comment': { ...comment, text: 'Do you ship to Lima?' },
  'a comment without its text': comment,
  'a comment without a parent field': comment,
  'a reply': {
    ...comment,
    commentId: ids.replyId,
    parentCommentId: ids.commentId,
    commentType: 'reply',
    text: 'Same',
  },
  'a comment was deleted': { ...comment, action: 'delete' },
  'a comment was hidden': { ...comment, action: 'set_to_hidden' },
  'a comment was limited to friends': { ...comment, action: 'set_to_friends_only' },
  'a comment became public': { ...comment, action: 'set_to_public' },
  'a post failed': { ...publish, reason: 'file_format_check_failed' },
  'a post was uploaded': publish,
  'a post became public': { ...publish, postId: ids.videoId },
  'a post stopped being public': { ...publish, postId: ids.videoId },
  'a brand mention': {
    typeOfEvent: 'CREATE',
    mentionType: 'VIDEO_MENTION',
    videoId: ids.videoId,
    videoCreatedAtMs: 1_789_900_000_000,
    commentId: null,
  },
  'the owner withdrew the authorization': { reason: 'user-disconnected' },
  'an event nobody documented': undefined,
};

function parse(rawBody: string) {
  return parseWebhook(Buffer.from(rawBody));
}

function dataOf(content: object | string, event = 'im_receive_msg') {
  const parsed = parse(delivery('test', event, content).rawBody);
  if (!('data' in parsed)) throw new Error(JSON.stringify(parsed));
  return parsed.data;
}

const text = {
  timestamp: 1790000090000,
  from_user: { id: ids.personId, role: 'personal_account' },
  to_user: { id: ids.businessId, role: 'business_account' },
  conversation_id: ids.conversationId,
  message_id: ids.inboundMessageId,
  type: 'text',
  text: { body: 'Hello' },
};

test('every webhook fixture has an expectation here', () => {
  expect(webhookFixtures.map(({ name }) => name).sort()).toEqual(Object.keys(expected).sort());
});

test.each(webhookFixtures.map((fixture) => [fixture.name, fixture]))('%s is read from its bytes', (name, fixture) => {
  const parsed = parse(fixture.rawBody);

  expect(parsed).toMatchObject({
    clientKey: ids.clientKey,
    businessId: ids.businessId,
    createdAtMs: 1_790_000_118_000,
  });
  if (expected[name] === undefined) expect(parsed).toMatchObject({ event: 'unknown', name: fixture.event });
  else expect(parsed).toMatchObject({ event: fixture.event, data: expected[name] });
});

test('the signed example of the reference keeps its bare 19-digit ids', () => {
  expect(parse(signedComment.rawBody)).toMatchObject({
    event: 'comment.update',
    data: { commentId: '7650000000000000123', videoId: '7640000000000000456', text: 'Do you ship to Lima?' },
  });
});

test.each([['0'], ['"0"'], ['""'], ['null']])('parent_comment_id %s means a top-level comment', (parent) => {
  const content = `{"comment_id":1,"video_id":2,"parent_comment_id":${parent},"comment_action":"insert","timestamp":3}`;
  expect(dataOf(content, 'comment.update')).toMatchObject({ parentCommentId: null, commentType: 'comment' });
});

test('a message of an unknown type keeps its ids and names its type', () => {
  expect(dataOf({ ...text, type: 'hologram', hologram: { url: 'x' } })).toMatchObject({
    messageId: ids.inboundMessageId,
    conversationId: ids.conversationId,
    content: { type: 'unsupported', original: 'hologram' },
  });
});

test.each([
  ['its block is missing', { text: undefined }],
  ['its block has another shape', { text: { body: 5 } }],
  ['its block is null', { text: null }],
])('a text is unsupported, not lost, when %s', (_case, change) => {
  expect(dataOf({ ...text, ...change })).toMatchObject({ content: { type: 'unsupported', original: 'text' } });
});

test.each(['constructor', '__proto__', 'toString'])('a type named %s is only a name', (type) => {
  expect(dataOf({ ...text, type })).toMatchObject({ content: { type: 'unsupported', original: type } });
});

test.each(['constructor', '__proto__', 'toString'])('an event named %s is unknown', (event) => {
  expect(parse(delivery('test', event, {}).rawBody)).toMatchObject({ event: 'unknown', name: event });
});

test('an optional field of the wrong type does not sink the message', () => {
  const odd = {
    is_follower: 'yes',
    scene_type: {},
    message_tag: 'API',
    reply_source_payload: 7,
    from: 1,
    reactions: {},
  };
  expect(dataOf({ ...text, ...odd })).toMatchObject({
    content: { type: 'text', text: 'Hello' },
    isFollower: null,
    sceneType: null,
    source: null,
    buttonReply: null,
  });
});

test('a timestamp may come as a string', () => {
  expect(dataOf({ ...text, timestamp: '1790000090000' })).toMatchObject({ sentAtMs: 1_790_000_090_000 });
});

test('U+0000 and lone surrogates in any string are U+FFFD', () => {
  const content = JSON.stringify({ ...text, message_id: 'm\u00001', text: { body: 'a\u0000b\ud83d' } });
  expect(dataOf(content)).toMatchObject({ messageId: 'm\uFFFD1', content: { type: 'text', text: 'a\uFFFDb\uFFFD' } });
});

test('bytes that are not UTF-8 are read with replacements', () => {
  const bytes = Buffer.from(delivery('test', 'im_receive_msg', text).rawBody.replace('Hello', 'Hell#'));
  bytes[bytes.indexOf('#')] = 0xff;
  expect(parseWebhook(bytes)).toMatchObject({ data: { content: { type: 'text', text: 'Hell\uFFFD' } } });
});

test('content that is an object already is read as one', () => {
  const body = { client_key: 'k', event: 'im_receive_msg', create_time: 1, user_openid: 'o', content: text };
  expect(parse(JSON.stringify(body))).toMatchObject({ data: { messageId: ids.inboundMessageId } });
});

test('an event without content is read where it needs none', () => {
  const body = { client_key: 'k', event: 'authorization.removed', create_time: 1, user_openid: 'o' };
  expect(parse(JSON.stringify(body))).toMatchObject({ event: 'authorization.removed', data: { reason: 'unknown' } });
  expect(parse(JSON.stringify({ ...body, event: 'new.event' }))).toMatchObject({ event: 'unknown', name: 'new.event' });
});
