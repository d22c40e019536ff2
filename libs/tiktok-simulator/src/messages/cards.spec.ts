import { account, closeWorlds, openWorld } from '../../test/world.ts';

afterEach(closeWorlds);

const text = (length: number): string => '😀'.repeat(length);
const reply = (title: string, type = 'REPLY') => ({ type, title });

async function send(world: Awaited<ReturnType<typeof openWorld>>, template: object): Promise<number> {
  const { code } = await world.post('/business/message/send/', {
    business_id: account,
    recipient_type: 'CONVERSATION',
    recipient: await world.customerWrites('Hello'),
    message_type: 'TEMPLATE',
    template,
  });
  return code;
}

test.each([
  ['three buttons of 20 characters under 40', 'QA_BUTTON_CARD', text(40), [20, 20, 20].map((n) => reply(text(n))), 0],
  ['four buttons', 'QA_BUTTON_CARD', 'Which?', ['a', 'b', 'c', 'd'].map((title) => reply(title)), 40002],
  ['no button', 'QA_BUTTON_CARD', 'Which?', [], 40002],
  ['a button of 21 characters', 'QA_BUTTON_CARD', 'Which?', [reply(text(21))], 40002],
  ['a question of 41 characters', 'QA_BUTTON_CARD', text(41), [reply('a')], 40002],
  ['a question without a word', 'QA_BUTTON_CARD', '', [reply('a')], 40002],
  ['a button without a word', 'QA_BUTTON_CARD', 'Which?', [reply('')], 40002],
  ['one that looks like a link, of 40 characters', 'QA_LINK_CARD', 'Which?', [reply(text(40))], 0],
  ['one that looks like a link, of 41 characters', 'QA_LINK_CARD', 'Which?', [reply(text(41))], 40002],
  ['a card of another kind', 'QA_MIXED_CARD', 'Which?', [reply('a')], 40002],
])('BTN-08, BTN-11, BTN-12: a card with %s', async (_case, type, title, buttons, expected) => {
  const world = await openWorld();
  expect(await send(world, { type, title, buttons })).toBe(expected);
  expect(await world.control.ledger({ kind: 'message.send' })).toHaveLength(expected === 0 ? 1 : 0);
});

test('BTN-01, BTN-10: a button that would open a page is refused', async () => {
  const world = await openWorld();
  const buttons = [reply('https://shop.example', 'URL')];
  expect(await send(world, { type: 'QA_LINK_CARD', title: 'Which?', buttons })).toBe(40002);
  expect(await world.control.ledger({ kind: 'message.send' })).toEqual([]);
});
