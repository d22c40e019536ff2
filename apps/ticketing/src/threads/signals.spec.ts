import { SignalShow, TicketSignal, type TicketView } from '@duet/contracts';
import { ana, messenger, World } from '../../test/world.ts';

let world: World;
const asked: unknown[] = [];

beforeAll(async () => {
  world = await World.start();
  await world.harness.answer(SignalShow, async (request) => {
    asked.push(request);
    return {};
  });
});

afterAll(() => world.harness.stop());

const show = ({ id }: TicketView, signal: 'typing' | 'read' = 'typing') =>
  world.harness.ask(TicketSignal, { id, signal }, ana);

test('typing and reading are shown in the conversation of the ticket', async () => {
  const ticket = await world.writes('a conversation');
  await show(ticket, 'typing');
  await show(ticket, 'read');
  const place = { channelId: messenger, conversationId: 'a conversation' };
  expect(asked).toMatchObject([
    { ...place, signal: 'typing' },
    { ...place, signal: 'read' },
  ]);
});

test('comments know no such signals, and a disconnected channel sends none', async () => {
  const comment = await world.comments('7650000000000000700');
  await expect(show(comment)).rejects.toMatchObject({ code: 'no_signals' });
  const ticket = await world.writes('another conversation');
  await world.channels('disconnected');
  const before = asked.length;
  await expect(show(ticket)).rejects.toMatchObject({ code: 'channel_disconnected' });
  expect(asked).toHaveLength(before);
});
