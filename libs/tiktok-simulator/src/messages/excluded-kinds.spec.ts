import { account, closeWorlds, openWorld } from '../../test/world.ts';
import { picture } from '../media/picture.ts';

afterEach(closeWorlds);

test('DM-08, DM-10, DM-11, DM-12, DM-21: two attachments, and kinds that nobody can send, are refused', async () => {
  const world = await openWorld();
  const conversationId = await world.customerWrites('Hello');
  const target = { business_id: account, recipient_type: 'CONVERSATION', recipient: conversationId };
  for (const type of ['VIDEO', 'FILE', 'AUDIO', 'PRODUCT']) {
    const block = { [type.toLowerCase()]: { media_id: 'v' } };
    const { code } = await world.post('/business/message/send/', { ...target, message_type: type, ...block });
    expect([type, code]).toEqual([type, 40002]);
  }
  const image = { media_id: 'v' };
  for (const two of [{ image: [image, image] }, { image, share_post: { item_id: '7640000000000000456' } }]) {
    const { code } = await world.post('/business/message/send/', { ...target, message_type: 'IMAGE', ...two });
    expect(code).toBe(40002);
  }
  expect(await world.control.ledger({ kind: 'message.send' })).toEqual([]);
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
