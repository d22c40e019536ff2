import { account, closeWorlds, openWorld } from '../../test/world.ts';

afterEach(closeWorlds);

test('ACC-19: where strangers wait, their messages cause no event but are listed, and arrive once the owner answered', async () => {
  const world = await openWorld();
  await world.control.settings({ strangersWait: true });
  const conversationId = await world.customerWrites('Anybody there?');
  await world.control.act({ do: 'owner_dm', customer: 'ana_pe', text: 'Yes' });
  await world.customerWrites('At last');
  const { content } = await world.receiver.next('im_receive_msg');
  expect(content.text.body).toBe('At last');
  const { data } = await world.get('/business/message/content/list/', {
    business_id: account,
    conversation_id: conversationId,
  });
  expect(data['messages']).toHaveLength(3);
});
