import { account, closeWorlds, openWorld } from '../../test/world.ts';
import { picture } from '../media/picture.ts';

const hour = 3_600_000;
afterEach(closeWorlds);

test('a customer message arrives as a webhook and in the lists, in their two vocabularies', async () => {
  const world = await openWorld();
  const conversationId = await world.customerWrites('Track my order');
  const { envelope, content } = await world.receiver.next('im_receive_msg');
  expect(Object.keys(envelope)).toEqual(['client_key', 'event', 'create_time', 'user_openid', 'content']);
  expect(envelope.user_openid).toBe(account);
  expect(envelope.create_time).toBe(Math.floor(content.timestamp / 1000));
  expect(content).toMatchObject({
    conversation_id: conversationId,
    type: 'text',
    text: { body: 'Track my order' },
    from: 'ana_pe',
    to: 'sim.store',
    from_user: { role: 'personal_account' },
    to_user: { id: account, role: 'business_account' },
  });
  const query = { business_id: account, conversation_id: conversationId };
  const { data } = await world.get('/business/message/content/list/', query);
  expect(data['messages']).toMatchObject([
    {
      message_id: content.message_id,
      message_type: 'TEXT',
      from_user: { role: 'PERSONAL_ACCOUNT' },
      timestamp: content.timestamp,
    },
  ]);
  expect(data['participants']).toMatchObject([
    { role: 'BUSINESS_ACCOUNT' },
    { display_name: 'Ana', is_follower: true },
  ]);
});

test('conversation ids hold +, / and =, and an unencoded + is refused', async () => {
  const world = await openWorld();
  const conversationId = await world.customerWrites('Hello');
  expect(conversationId).toMatch(/^(?=.*\+)(?=.*\/).{26}==$/);
  const url = `${world.simulator.url}/open_api/v1.3/business/message/content/list/?business_id=${account}&conversation_id=${conversationId}`;
  const answer = await (await fetch(url, { headers: { 'Access-Token': world.token } })).json();
  expect(answer).toMatchObject({ code: 40002, message: 'Param conversation_id is invalid.' });
});

test('a reply is answered with its id, recorded, and echoed', async () => {
  const world = await openWorld();
  const conversationId = await world.customerWrites('Hello');
  const { code, data } = await world.send(conversationId, 'Hi Ana');
  expect(code).toBe(0);
  const messageId = data['message'].message_id;
  expect((await world.receiver.next('im_send_msg')).content).toMatchObject({
    message_id: messageId,
    message_tag: { source: 'API' },
    from_user: { id: account, role: 'business_account' },
  });
  expect(await world.control.ledger({ kind: 'message.send' })).toMatchObject([
    { account, text: 'Hi Ana', target: { conversationId }, result: { messageId } },
  ]);
});

test('an echo can outrun the response', async () => {
  const world = await openWorld({ settings: { echoBeforeResponse: 1 } });
  const conversationId = await world.customerWrites('Hello');
  await world.send(conversationId, 'Hi');
  expect(world.receiver.of('im_send_msg')).toHaveLength(1);
});

test('WIN-03: the eleventh message is refused, WIN-04: and a new customer message allows ten more', async () => {
  const world = await openWorld();
  const conversationId = await world.customerWrites('Hello');
  for (let sent = 1; sent <= 10; sent++) expect((await world.send(conversationId, `Answer ${sent}`)).code).toBe(0);
  expect(await world.send(conversationId, 'Answer 11')).toMatchObject({
    code: 40064,
    message: 'Message blocked by direct message rules.',
  });
  await world.customerWrites('Still there?');
  for (let sent = 1; sent <= 10; sent++) expect((await world.send(conversationId, `Again ${sent}`)).code).toBe(0);
  expect((await world.send(conversationId, 'Again 11')).code).toBe(40064);
  expect(await world.control.ledger({ kind: 'message.send' })).toHaveLength(20);
});

test('WIN-14, WIN-20: a send is taken at 47:59:59 and refused at 48:00:00 by the platform clock', async () => {
  const world = await openWorld();
  const { conversationId, at } = await world.control.act({ do: 'dm', customer: 'bo_mx', text: 'Hello' });
  await world.control.clock({ nowMs: Number(at) + 47 * hour });
  await world.reconnect();
  await world.control.clock({ nowMs: Number(at) + 48 * hour - 1000 });
  expect((await world.send(String(conversationId), 'In time')).code).toBe(0);
  await world.control.clock({ nowMs: Number(at) + 48 * hour });
  expect((await world.send(String(conversationId), 'Too late')).code).toBe(40064);
  await world.customerWrites('Hello again', 'bo_mx');
  expect((await world.send(String(conversationId), 'In time')).code).toBe(0);
});

test('WIN-02: an unknown conversation and a conversation without a customer message take no message', async () => {
  const world = await openWorld();
  expect(await world.send('simConvAAAA+BBBB/CCCC1234w==', 'Hi')).toMatchObject({
    code: 40002,
    message: 'Param recipient is invalid.',
  });
  const { conversationId } = await world.control.act({ do: 'open_by_link', customer: 'bo_mx', ref: 'bio_link' });
  expect((await world.send(String(conversationId), 'Hi')).code).toBe(40064);
});

test('tiered limits: unlimited once the customer answered, three more after the window', async () => {
  const world = await openWorld({ settings: { windowMode: 'tiered' } });
  const conversationId = await world.customerWrites('Hello');
  await world.send(conversationId, 'Hi');
  const { at } = await world.control.act({ do: 'dm', customer: 'ana_pe', text: 'Thanks' });
  for (let sent = 1; sent <= 12; sent++) expect((await world.send(conversationId, `${sent}`)).code).toBe(0);
  await world.control.clock({ nowMs: Number(at) + 50 * hour });
  await world.reconnect();
  for (let sent = 1; sent <= 3; sent++) expect((await world.send(conversationId, `Late ${sent}`)).code).toBe(0);
  expect((await world.send(conversationId, 'Late 4')).code).toBe(40064);
});

test('DM-07: texts over 6,000 characters and two kinds in one message are refused', async () => {
  const world = await openWorld();
  const conversationId = await world.customerWrites('Hello');
  expect((await world.send(conversationId, '🙂'.repeat(6000))).code).toBe(0);
  expect((await world.send(conversationId, 'x'.repeat(6001))).code).toBe(40002);
  const both = { message_type: 'TEXT', text: { body: 'x' }, image: { media_id: 'v' } };
  const target = { business_id: account, recipient_type: 'CONVERSATION', recipient: conversationId };
  expect((await world.post('/business/message/send/', { ...target, ...both })).code).toBe(40002);
});

test('images: capability, upload, send, and 40064 where one side has none', async () => {
  const world = await openWorld();
  const peru = await world.customerWrites('Hello', 'ana_pe');
  const nigeria = await world.customerWrites('Hello', 'chidi_ng');
  const capable = async (conversation_id: string) => {
    const asked = { conversation_type: 'STRANGER', capability_types: '["IMAGE_SEND"]' };
    const { data } = await world.get('/business/message/capabilities/get/', {
      business_id: account,
      conversation_id,
      ...asked,
    });
    return data['capability_infos'][0].capability_result;
  };
  expect([await capable(peru), await capable(nigeria)]).toEqual([true, false]);
  const fields = { business_id: account, media_type: 'IMAGE' };
  const { data } = await world.upload('/business/message/media/upload/', fields, 'file', picture('x', 40, 30));
  const image = { business_id: account, recipient_type: 'CONVERSATION', message_type: 'IMAGE', image: data };
  expect((await world.post('/business/message/send/', { ...image, recipient: peru })).code).toBe(0);
  expect((await world.post('/business/message/send/', { ...image, recipient: nigeria })).code).toBe(40064);
  const broken = await world.upload('/business/message/media/upload/', fields, 'file', Buffer.from('not an image'));
  const large = await world.upload(
    '/business/message/media/upload/',
    fields,
    'file',
    Buffer.alloc(3 * 1024 * 1024 + 1),
  );
  expect([broken.code, large.code]).toEqual([40908, 40907]);
});

test("a customer's image is fetched with the token in x-user, within 24 hours", async () => {
  const world = await openWorld();
  const { conversationId } = await world.control.act({ do: 'dm', customer: 'ana_pe', type: 'IMAGE' });
  const { content } = await world.receiver.next('im_receive_msg');
  const { data } = await world.post('/business/message/media/download/', {
    business_id: account,
    conversation_id: conversationId,
    message_id: content.message_id,
    media_id: content.image.media_id,
    media_type: 'IMAGE',
  });
  const fetched = await fetch(data['download_url'], { headers: { 'x-user': world.token } });
  expect([fetched.status, fetched.headers.get('content-type')]).toEqual([200, 'image/png']);
  expect((await fetch(data['download_url'], { headers: { 'Access-Token': world.token } })).status).toBe(403);
  await world.control.clock({ advanceMs: 25 * hour });
  expect((await fetch(data['download_url'], { headers: { 'x-user': world.token } })).status).toBe(403);
});

test('every kind of customer message keeps its type and block', async () => {
  const world = await openWorld();
  for (const type of ['STICKER', 'EMOJI', 'SHARE_POST', 'VIDEO', 'OTHER'] as const) {
    await world.control.act({ do: 'dm', customer: 'ana_pe', type });
  }
  await world.receiver.next('im_receive_msg', 5);
  const shapes = world.receiver.of('im_receive_msg').map(({ content }) => [content.type, content[content.type]]);
  expect(Object.fromEntries(shapes)).toEqual({
    sticker: { url: expect.stringContaining('x-expires=') },
    emoji: { url: expect.any(String) },
    share_post: { video_id: expect.stringMatching(/^764\d{16}$/), embed_url: expect.any(String) },
    video: { media_id: expect.any(String) },
    other: undefined,
  });
});

test('the list reaches the 20 newest messages, newest first', async () => {
  const world = await openWorld();
  const texts = Array.from({ length: 25 }, (_, index) => `Message ${index}`);
  await world.control.batch(texts.map((text) => ({ do: 'dm', customer: 'ana_pe', text })));
  const { data: list } = await world.get('/business/message/conversation/list/', {
    business_id: account,
    conversation_type: 'STRANGER',
  });
  const conversation_id = list['conversations'][0].conversation_id;
  const { data } = await world.get('/business/message/content/list/', { business_id: account, conversation_id });
  expect(data['messages'].map((message: any) => message.text.body)).toEqual(texts.slice(5).reverse());
});

test('a conversation turns SINGLE when the business has written', async () => {
  const world = await openWorld();
  const conversationId = await world.customerWrites('Hello');
  await world.send(conversationId, 'Hi');
  const list = (type: string) =>
    world.get('/business/message/conversation/list/', { business_id: account, conversation_type: type });
  expect((await list('STRANGER')).data['conversations']).toEqual([]);
  expect((await list('SINGLE')).data['conversations']).toMatchObject([{ conversation_id: conversationId }]);
});

test('a tapped card button comes back as text with its payload', async () => {
  const world = await openWorld();
  const conversationId = await world.customerWrites('Hello');
  const button = { type: 'REPLY', title: 'Track my order', id: 'track' };
  const { data } = await world.post('/business/message/send/', {
    business_id: account,
    recipient_type: 'CONVERSATION',
    recipient: conversationId,
    message_type: 'TEMPLATE',
    template: { type: 'QA_BUTTON_CARD', title: 'What do you need?', buttons: [button] },
  });
  const messageId = data['message'].message_id;
  expect((await world.receiver.next('im_send_msg')).content.template).toEqual({
    type: 'qa_button_card',
    elements: [{ title: 'What do you need?', buttons: [{ text: 'Track my order', type: 'REPLY', id: 'track' }] }],
  });
  await world.control.act({ do: 'tap_button', customer: 'ana_pe', messageId, button: 0 });
  expect((await world.receiver.next('im_receive_msg', 2)).content).toMatchObject({
    text: { body: 'Track my order' },
    reply_source_payload: { reply_source_msg_id: messageId, reply_source_unique_id: 'track' },
  });
});

test('opening the thread reports the time of the last business message', async () => {
  const world = await openWorld();
  const conversationId = await world.customerWrites('Hello');
  await world.send(conversationId, 'Hi');
  const sent = (await world.receiver.next('im_send_msg')).content;
  await world.control.act({ do: 'open_thread', customer: 'ana_pe' });
  expect((await world.receiver.next('im_mark_read_msg')).content).toMatchObject({
    conversation_id: conversationId,
    read: { last_read_timestamp: sent.timestamp },
  });
});

test("a message written in TikTok's app is echoed with its source and needs no window", async () => {
  const world = await openWorld();
  await world.control.act({ do: 'owner_dm', customer: 'ana_pe', text: 'From my phone' });
  expect((await world.receiver.next('im_send_msg')).content).toMatchObject({ message_tag: { source: 'APP' } });
  expect(await world.control.ledger()).toEqual(
    expect.not.arrayContaining([expect.objectContaining({ kind: 'message.send' })]),
  );
});

test('ACC-11: a sender in the EEA causes a bare signal, one in the USA nothing', async () => {
  const world = await openWorld();
  await world.customerWrites('Hallo', 'dora_de');
  await world.customerWrites('Hi', 'eli_us');
  await world.customerWrites('Hola', 'ana_pe');
  await world.receiver.next('im_receive_msg');
  const { content } = await world.receiver.next('im_receive_msg_eu');
  expect(Object.keys(content)).toEqual(['to', 'to_user', 'timestamp']);
  expect(world.receiver.of('im_receive_msg')).toHaveLength(1);
});

test('typing and mark-read answer an empty id and cause no webhook', async () => {
  const world = await openWorld();
  const conversationId = await world.customerWrites('Hello');
  const target = { business_id: account, recipient_type: 'CONVERSATION', recipient: conversationId };
  const typing = { ...target, message_type: 'SENDER_ACTION', sender_action: 'TYPING' };
  expect((await world.post('/business/message/send/', typing)).data).toEqual({ message: { message_id: '' } });
  const { deliveries } = await world.control.deliveries();
  expect(deliveries.map(({ event }) => event)).toEqual(['im_receive_msg']);
});

test('direct messages are closed to personal accounts and to regions without them', async () => {
  const world = await openWorld();
  for (const username of ['sim.person', 'sim.berlin']) {
    const { access_token, open_id } = await world.control.grant(username);
    const query = { business_id: open_id, conversation_type: 'SINGLE' };
    expect((await world.get('/business/message/conversation/list/', query, access_token)).code).toBe(40118);
  }
});

test('a customer who blocked the business cannot be written to', async () => {
  const world = await openWorld();
  const conversationId = await world.customerWrites('Hello');
  await world.control.act({ do: 'block', customer: 'ana_pe', blocked: true });
  expect((await world.send(conversationId, 'Hi')).code).toBe(40064);
});
