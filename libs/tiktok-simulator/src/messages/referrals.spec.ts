import { account, closeWorlds, openWorld } from '../../test/world.ts';

afterEach(closeWorlds);

interface Listed {
  conversation_id: string;
  referral: { ad?: { ad_id: string; timestamp: number }[]; short_link?: { ref: string }[] };
}

test('an ad is told in milliseconds and listed in seconds; a link is listed without a time', async () => {
  const world = await openWorld();
  const ana = { customer: 'ana_pe' };
  const { at, conversationId } = await world.control.act({
    do: 'open_by_ad',
    ...ana,
    adName: 'Spring sale',
    adId: '76',
  });
  const { content } = await world.receiver.next('im_referral_msg');
  expect(content.referral).toMatchObject({ source: 'ad', ad: { ad_id: '76', ad_name: 'Spring sale', timestamp: at } });
  expect(content).not.toHaveProperty('message_id');
  await world.control.act({ do: 'open_by_link', ...ana, ref: 'bio_link', prefilledMessage: 'A quote, please' });
  await world.customerWrites('Hello');
  const { data } = await world.get('/business/message/conversation/list/', {
    business_id: account,
    conversation_type: 'STRANGER',
  });
  const listed = (data['conversations'] as Listed[]).find((one) => one.conversation_id === conversationId);
  expect(listed?.referral).toMatchObject({
    ad: [{ ad_id: '76', timestamp: Math.floor(Number(at) / 1000) }],
    short_link: [{ ref: 'bio_link', prefilled_message: 'A quote, please', prefilled_message_audit_status: 'PASS' }],
  });
});

test('following a link or an ad opens no window', async () => {
  const world = await openWorld();
  const { conversationId } = await world.control.act({ do: 'open_by_ad', customer: 'bo_mx', adName: 'Spring sale' });
  expect((await world.send(String(conversationId), 'Hi')).code).toBe(40064);
});
