import { type CardDraft, newId, SendMessage, TicketReply, type TicketView } from '@duet/contracts';
import { ana, World } from '../../test/world.ts';

let world: World;

beforeAll(async () => {
  world = await World.start();
});

afterAll(() => world.harness.stop());

const card: CardDraft = {
  text: 'What do you need?',
  buttons: [
    { kind: 'callback', text: 'Track my order' },
    { kind: 'callback', text: 'A person' },
  ],
};

const reply = ({ id }: TicketView, more: object) => world.harness.ask(TicketReply, { id, ...more }, ana);
const commands = () => world.harness.published(SendMessage);

test('a card stands in the thread and is commanded as it was written', async () => {
  const ticket = await world.writes('card');
  const { id, content, uses } = await reply(ticket, { card });
  const sent = { type: 'card', kind: 'callback', title: 'What do you need?', buttons: ['Track my order', 'A person'] };
  expect([content, uses]).toEqual([sent, 1]);
  await world.harness.drained();
  expect(commands().find(({ data }) => data.messageId === id)?.data.content).toEqual(sent);
  expect((await world.thread(ticket)).find((message) => message.id === id)?.content).toEqual(sent);
});

const four = { ...card, buttons: ['a', 'b', 'c', 'd'].map((text) => ({ kind: 'callback', text })) };
const both = { ...card, buttons: [...card.buttons, { kind: 'url', text: 'https://shop.example' }] };

test.each([
  ['four buttons', { card: four }, 'too_many_buttons'],
  ['buttons of both kinds', { card: both }, 'buttons_mixed'],
  ['a text that variables made too long', { card: { ...card, text: 'x'.repeat(41) } }, 'text_too_long'],
  ['a button that opens a page', { card: { ...card, buttons: [{ kind: 'page', text: 'a' }] } }, 'bad_request'],
  ['another text beside it', { card, text: 'And this' }, 'card_stands_alone'],
  ['a reference beside it', { card, referencedMessageId: newId() }, 'card_stands_alone'],
])('BTN-03, BTN-10, BTN-16: nothing is sent of a card with %s', async (_case, more, code) => {
  const ticket = await world.writes(newId());
  const before = commands().length;
  await expect(reply(ticket, more)).rejects.toMatchObject({ code });
  await world.harness.drained();
  expect([(await world.thread(ticket)).length, commands().length]).toEqual([1, before]);
});

test('comments have no buttons', async () => {
  const ticket = await world.comments('7650000000000000801');
  await expect(reply(ticket, { card })).rejects.toMatchObject({
    code: 'unsupported_content',
    message: 'Comments have no buttons.',
  });
});
