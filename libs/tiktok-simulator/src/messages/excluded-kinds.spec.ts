import { account, closeWorlds, openWorld } from '../../test/world.ts';
import { picture } from '../media/picture.ts';

afterEach(closeWorlds);

/** What TikTok says to a message of this kind, and that it holds no such message afterwards. */
async function refused(...messages: readonly object[]): Promise<void> {
  const world = await openWorld();
  const conversationId = await world.customerWrites('Hello');
  const target = { business_id: account, recipient_type: 'CONVERSATION', recipient: conversationId };
  for (const message of messages) {
    const { code } = await world.post('/business/message/send/', { ...target, ...message });
    expect([message, code]).toEqual([message, 40002]);
  }
  expect(await world.control.ledger({ kind: 'message.send' })).toEqual([]);
}

const ofType = (type: string) => ({ message_type: type, [type.toLowerCase()]: { media_id: 'v' } });

test('DM-08: a message with two attachments is refused', async () => {
  const image = { media_id: 'v' };
  const post = { share_post: { item_id: '7640000000000000456' } };
  await refused({ message_type: 'IMAGE', image: [image, image] }, { message_type: 'IMAGE', image, ...post });
});

test('DM-10, DM-11, DM-12: nobody can send a video, a file or a voice clip', () =>
  refused(ofType('VIDEO'), ofType('FILE'), ofType('AUDIO')));

test('DM-21: nobody can send a product', () => refused(ofType('PRODUCT')));

test('DM-13, DM-14: a file or a voice clip of a customer comes as another kind of message, without what it held', async () => {
  const world = await openWorld();
  for (const type of ['FILE', 'AUDIO'] as const) {
    const act = { do: 'dm', customer: 'ana_pe', type };
    const response = await fetch(`${world.simulator.url}/_control/actions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(act),
    });
    expect(response.status).toBe(400);
  }
  await world.control.act({ do: 'dm', customer: 'ana_pe', type: 'OTHER' });
  const { content } = await world.receiver.next('im_receive_msg');
  expect(content.type).toBe('other');
  expect(JSON.stringify(content)).not.toMatch(/media_id|url/);
});

test('DM-20, DM-31: a reference goes with a text only, and only to what can be quoted', async () => {
  const world = await openWorld();
  const conversationId = await world.customerWrites('Hello');
  await world.control.act({ do: 'dm', customer: 'ana_pe', type: 'VIDEO' });
  await world.receiver.next('im_receive_msg', 2);
  const idOf = (type: string): string =>
    world.receiver.of('im_receive_msg').find(({ content }) => content.type === type)?.content.message_id;
  const send = async (message: object, quoted: string): Promise<number> => {
    const target = { business_id: account, recipient_type: 'CONVERSATION', recipient: conversationId };
    const reference = { referenced_message_info: { referenced_message_id: quoted } };
    return (await world.post('/business/message/send/', { ...target, ...message, ...reference })).code;
  };
  const fields = { business_id: account, media_type: 'IMAGE' };
  const { data } = await world.upload('/business/message/media/upload/', fields, 'file', picture('x', 40, 30));
  const text = { message_type: 'TEXT', text: { body: 'To this one' } };
  expect(await send({ message_type: 'IMAGE', image: data }, idOf('text'))).toBe(40002);
  expect(await send(text, idOf('video'))).toBe(40002);
  expect(await send(text, idOf('text'))).toBe(0);
});

test('FEED-15: a comment is not answered by a direct message', async () => {
  const world = await openWorld();
  const post = '7640000000000000456';
  const { commentId } = await world.control.act({ do: 'comment', customer: 'ana_pe', post, text: 'How much?' });
  const direct = { reply_type: 'COMMENT_REPLY', comment_reply: { comment_id: commentId } };
  const message = { business_id: account, message_type: 'TEXT', text: { body: 'Twelve' }, direct_reply: direct };
  expect((await world.post('/business/message/send/', message)).code).toBe(40001);
  expect(await world.control.ledger({ kind: 'message.send' })).toEqual([]);
});
