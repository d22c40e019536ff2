import { authorizeUrl, decide, exchange } from '../test/consent.ts';
import { answers } from '../test/fixtures/answers.ts';
import { delivery, events } from '../test/fixtures/events.ts';
import type { Fixture } from '../test/fixtures/fixture.ts';
import { differences } from '../test/shape.ts';
import { account, appId, closeWorlds, openWorld, type World } from '../test/world.ts';
import { seedIds } from './index.ts';
import { signatureHeader } from './webhooks/signature.ts';

const post = seedIds.post;
const ana = { customer: 'ana_pe' };
let world: World;

beforeEach(async () => {
  world = await openWorld();
});
afterEach(closeWorlds);

const send = (recipient: string, content: object) =>
  world.post('/business/message/send/', {
    business_id: account,
    recipient_type: 'CONVERSATION',
    recipient,
    ...content,
  });
const list = (path: string, query: Record<string, string>) => world.get(path, { business_id: account, ...query });
const comment = async (): Promise<string> =>
  String((await world.control.act({ do: 'comment', ...ana, post, text: 'Do you ship?' }))['commentId']);
const onComment = async (path: string, more: object) =>
  world.post(path, { business_id: account, video_id: post, comment_id: await comment(), ...more });

const calls: Readonly<Record<keyof typeof answers, () => Promise<unknown>>> = {
  'exchange a code': async () => {
    const scopes = 'user.info.basic,message.list.read';
    const { target } = await decide(authorizeUrl(world, scopes), [
      ['decision', 'continue'],
      ['account', account],
      ...scopes.split(',').map((scope): [string, string] => ['scope', scope]),
    ]);
    return exchange(world, target.searchParams.get('code') ?? '');
  },
  'introspect a token': () => world.post('/tt_user/token_info/get/', { app_id: appId, access_token: world.token }, ''),
  'send a text': async () => send(await world.customerWrites('Hello'), { message_type: 'TEXT', text: { body: 'Hi' } }),
  'show that somebody is typing': async () =>
    send(await world.customerWrites('Hello'), { message_type: 'SENDER_ACTION', sender_action: 'TYPING' }),
  'ask for capabilities': async () =>
    list('/business/message/capabilities/get/', {
      conversation_id: await world.customerWrites('Hello'),
      conversation_type: 'STRANGER',
      capability_types: '["IMAGE_SEND"]',
    }),
  'list conversations': async () => {
    await world.control.act({ do: 'open_by_ad', ...ana, adName: 'Spring sale' });
    await world.control.act({ do: 'open_by_link', ...ana, ref: 'bio_link', prefilledMessage: 'I want a quote' });
    await world.customerWrites('Hello');
    return list('/business/message/conversation/list/', { conversation_type: 'STRANGER' });
  },
  'list messages': async () => {
    const conversation_id = await world.customerWrites('Hello');
    await world.send(conversation_id, 'Hi Ana');
    return list('/business/message/content/list/', { conversation_id });
  },
  'list posts': () => {
    const fields = ['item_id', 'media_type', 'caption', 'create_time', 'thumbnail_url', 'share_url', 'embed_url'];
    return list('/business/video/list/', { fields: JSON.stringify([...fields, 'comments', 'likes']) });
  },
  'list comments': async () => {
    await comment();
    return list('/business/comment/list/', { video_id: post });
  },
  'reply to a comment': () => onComment('/business/comment/reply/create/', { text: 'Yes, 3 days' }),
  'hide a comment': () => onComment('/business/comment/hide/', { action: 'HIDE' }),
  'call without a token': () => world.get('/business/get/', { business_id: account }, ''),
};

test.each(Object.entries(calls))('an answer has the documented shape: %s', async (name, call) => {
  const { body, optional }: Fixture = answers[name as keyof typeof answers];
  expect(differences(body, await call(), optional)).toEqual([]);
});

const acts: Readonly<Record<keyof typeof events, () => Promise<unknown>>> = {
  im_receive_msg: () => world.customerWrites('Track my order'),
  im_send_msg: async () => world.send(await world.customerWrites('Hello'), 'Hi Ana'),
  im_receive_msg_eu: async () => {
    await world.control.customer({ username: 'eva_de', region: 'DE' });
    return world.customerWrites('Hallo', 'eva_de');
  },
  im_mark_read_msg: async () => {
    await world.send(await world.customerWrites('Hello'), 'Hi Ana');
    return world.control.act({ do: 'open_thread', ...ana });
  },
  'im_referral_msg from an ad': () => world.control.act({ do: 'open_by_ad', ...ana, adName: 'Spring sale' }),
  'im_referral_msg by a link': () =>
    world.control.act({ do: 'open_by_link', ...ana, ref: 'bio_link', prefilledMessage: 'Hi' }),
};

test.each(Object.entries(acts))('a webhook has the documented shape: %s', async (name, act) => {
  const { body, optional }: Fixture = events[name as keyof typeof events];
  await act();
  const { content, envelope } = await world.receiver.next(name.split(' ')[0] ?? name);
  expect(differences(body, content, optional)).toEqual([]);
  expect(differences(JSON.parse(delivery.rawBody), { ...envelope, content: '' }, [])).toEqual([
    'content is an empty text instead of a text',
  ]);
});

test('a signature is the documented one, byte for byte, and a delivery has its fields in the documented order', async () => {
  const { secret, rawBody, t, s } = delivery;
  expect(signatureHeader(secret, rawBody, t)).toBe(`t=${t},s=${s}`);
  await comment();
  const { body, content } = await world.receiver.next('comment.update');
  const documented = JSON.parse(rawBody);
  expect(Object.keys(JSON.parse(body))).toEqual(Object.keys(documented));
  expect(Object.keys(content)).toEqual(Object.keys(JSON.parse(documented.content)));
});

test('the comparison itself tells seconds from milliseconds, ids from texts, and missing from unknown fields', () => {
  const documented = { at: 1_790_000_000_000, id: '7640000000000000456', list: [{ a: 1 }], gone: '' };
  const found = { at: 1_790_000_000, id: 'x', list: [{ a: '1' }], more: true };
  expect(differences(documented, found)).toEqual([
    'at is seconds instead of milliseconds',
    'id is a text instead of an id of 19 digits',
    'list[].a is a text instead of a number',
    'gone is missing',
    'more is not documented',
  ]);
});
