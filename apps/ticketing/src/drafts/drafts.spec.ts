import {
  type Actor,
  DraftChanged,
  DraftList,
  DraftSave,
  newId,
  PersonChanged,
  TicketNote,
  TicketReply,
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

const save = ({ id }: TicketView, mode: 'reply' | 'note', text: string, actor: Actor = ana) =>
  world.harness.ask(DraftSave, { id, mode, text }, actor);
const drafts = async ({ id }: TicketView, actor: Actor = bo) =>
  (await world.harness.ask(DraftList, { id }, actor)).drafts
    .map(({ person, mode, text }) => `${person.name} ${mode}: ${text}`)
    .sort();
const told = async ({ id }: TicketView) => {
  await world.harness.drained();
  return world.harness.published(DraftChanged).filter(({ data }) => data.ticketId === id);
};

test('colleagues see what each has written, told without its text, and nothing of it is sent', async () => {
  const ticket = await world.writes(newId());
  await save(ticket, 'reply', 'Dear');
  await save(ticket, 'reply', 'Dear customer');
  await save(ticket, 'reply', 'Dear customer');
  await save(ticket, 'note', 'hm', bo);
  expect(await drafts(ticket)).toEqual(['Ana reply: Dear customer', 'Bo note: hm']);
  const events = await told(ticket);
  expect(events.map(({ data }) => [data.person.name, data.mode, data.state])).toEqual([
    ['Ana', 'reply', 'written'],
    ['Ana', 'reply', 'written'],
    ['Bo', 'note', 'written'],
  ]);
  expect(JSON.stringify(events)).not.toContain('Dear');
  expect(await world.thread(ticket)).toHaveLength(1);
});

test('a draft goes when it is emptied, and with the message or note that it became', async () => {
  const ticket = await world.writes(newId());
  await save(ticket, 'reply', 'Dear customer');
  await save(ticket, 'note', 'between us');
  await save(ticket, 'reply', 'mine too', bo);
  await world.harness.ask(TicketReply, { id: ticket.id, text: 'Dear customer' }, ana);
  expect(await drafts(ticket)).toEqual(['Ana note: between us', 'Bo reply: mine too']);
  await world.harness.ask(TicketNote, { id: ticket.id, text: 'between us' }, ana);
  await save(ticket, 'reply', ' ', bo);
  expect(await drafts(ticket)).toEqual([]);
  expect((await told(ticket)).filter(({ data }) => data.state === 'gone')).toHaveLength(3);
});

test('of another workspace there is nothing, and an API key writes no drafts', async () => {
  const ticket = await world.writes(newId());
  await save(ticket, 'reply', 'ours');
  const stranger: Actor = { ...ana, workspaceId: newId() };
  await expect(drafts(ticket, stranger)).rejects.toMatchObject({ code: 'not_found' });
  await expect(save(ticket, 'reply', 'theirs', stranger)).rejects.toMatchObject({ code: 'not_found' });
  await expect(save(ticket, 'reply', 'x', { ...ana, kind: 'api_key' })).rejects.toMatchObject({ code: 'bad_request' });
});
