import {
  type Actor,
  newId,
  PersonChanged,
  TicketGet,
  TicketMarkRead,
  TicketNote,
  TicketRead,
  type TicketView,
} from '@duet/contracts';
import { ana, workspaceId, World } from '../../test/world.ts';

const bo: Actor = { ...ana, id: newId(), name: 'Bo' };
let world: World;

beforeAll(async () => {
  world = await World.start();
  for (const { id: personId, name } of [ana, bo]) {
    const person = { personId, name, email: `${name}@example.test`, role: 'agent', active: true, version: 1 } as const;
    await world.harness.publish(PersonChanged, { workspaceId, data: person });
  }
  await world.harness.drained();
});
afterAll(() => world.harness.stop());

const mark = ({ id }: TicketView, messageId: string, actor: Actor = ana) =>
  world.harness.ask(TicketMarkRead, { id, messageId }, actor);
const readers = async ({ id }: TicketView) =>
  (await world.harness.ask(TicketGet, { id }, ana)).readBy.map(({ name, messageId }) => [name, messageId]);

test('each person has a mark of their own in a ticket; it is told, and never goes back', async () => {
  const conversation = newId();
  const ticket = await world.writes(conversation);
  expect(ticket.readBy).toEqual([]);
  const note = await world.harness.ask(TicketNote, { id: ticket.id, text: 'mind the step' }, bo);
  const [first] = (await world.thread(ticket)).toSorted((a, b) => (a.sentAt < b.sentAt ? -1 : 1));
  const told = () => world.harness.published(TicketRead).filter(({ data }) => data.ticketId === ticket.id);
  await mark(ticket, first?.id ?? '', bo);
  const view = await mark(ticket, note.id);
  await mark(ticket, first?.id ?? '');
  await mark(ticket, note.id);
  await world.harness.drained();
  const names = new Map([
    [ana.id, ['Ana', note.id]],
    [bo.id, ['Bo', first?.id]],
  ]);
  expect(await readers(ticket)).toEqual([ana.id, bo.id].sort().map((id) => names.get(id)));
  expect(told().map(({ data }) => data.reader)).toEqual([
    { id: bo.id, name: 'Bo', messageId: first?.id, sentAt: first?.sentAt },
    { id: ana.id, name: 'Ana', messageId: note.id, sentAt: note.sentAt },
  ]);
  expect(view).toMatchObject({ sequence: told().at(-1)?.sequence, readBy: expect.arrayContaining([]) });
});

test('a message of another thread, or a ticket of another workspace, is not found', async () => {
  const [one, other] = [await world.writes(newId()), await world.writes(newId())];
  const [elsewhere] = await world.thread(other);
  await expect(mark(one, elsewhere?.id ?? '')).rejects.toMatchObject({ code: 'not_found' });
  const stranger = { ...ana, id: newId(), workspaceId: newId() };
  await expect(mark(other, elsewhere?.id ?? '', stranger)).rejects.toMatchObject({ code: 'not_found' });
  expect(await readers(one)).toEqual([]);
});

test('an API key reads nothing: it is refused', async () => {
  const ticket = await world.writes(newId());
  const [message] = await world.thread(ticket);
  const key: Actor = { ...ana, kind: 'api_key' };
  await expect(mark(ticket, message?.id ?? '', key)).rejects.toMatchObject({ code: 'bad_request' });
});
