import {
  type Actor,
  newId,
  PersonChanged,
  TicketGet,
  TicketList,
  TicketMentioned,
  TicketNote,
  TicketReply,
  WindowChanged,
} from '@duet/contracts';
import { ana, messenger, workspaceId, World } from '../../test/world.ts';

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

const listed = async (filter: object, actor: Actor = ana) =>
  (await world.harness.ask(TicketList, filter, actor)).tickets.map(({ id }) => id);

test('a note that names colleagues is told with their names, and its ticket is listed for them', async () => {
  const ticket = await world.writes(newId());
  const wish = { id: ticket.id, text: '@Bo please look', mentions: [bo.id, bo.id] };
  const note = await world.harness.ask(TicketNote, wish, ana);
  await world.harness.ask(TicketNote, { id: ticket.id, text: 'nobody in it' }, ana);
  await world.harness.drained();
  const told = world.harness.published(TicketMentioned).filter(({ data }) => data.ticketId === ticket.id);
  expect(told.map(({ data }) => data)).toEqual([
    {
      ticketId: ticket.id,
      messageId: note.id,
      people: [{ id: bo.id, name: 'Bo' }],
      by: { kind: 'person', id: ana.id, name: 'Ana' },
    },
  ]);
  expect(await listed({ mentions: bo.id })).toEqual([ticket.id]);
  expect(await listed({ mentions: ana.id })).toEqual([]);
  expect((await world.harness.ask(TicketGet, { id: ticket.id }, ana)).mentions).toEqual([bo.id]);
});

test('a note that names nobody of the workspace is refused, and nothing of it stays', async () => {
  const ticket = await world.writes(newId());
  const wish = { id: ticket.id, text: '@Somebody', mentions: [newId()] };
  await expect(world.harness.ask(TicketNote, wish, ana)).rejects.toMatchObject({ code: 'not_found' });
  expect(await world.thread(ticket)).toHaveLength(1);
});

test('tickets that wait for an answer are listed by the end of their windows, as long as one may be given', async () => {
  const stranger: Actor = { ...ana, workspaceId: newId() };
  expect(await listed({ expiring: 'true' }, stranger)).toEqual([]);
  const threads = ['ends soon', 'ends later', 'no message left', 'answered', 'over'];
  const tickets = new Map<string, string>();
  for (const thread of threads) tickets.set(thread, (await world.writes(thread)).id);
  const idOf = (thread: string) => tickets.get(thread) ?? '';
  await world.harness.ask(TicketReply, { id: idOf('answered'), text: 'hello' }, ana);
  const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();
  const windows = [
    ['ends soon', 49, 1],
    ['ends later', 60, 10],
    ['no message left', 49, 0],
  ] as const;
  for (const [thread, hours, remaining] of windows) {
    const data = { channelId: messenger, threadId: thread, expiresAt: inHours(hours), remaining };
    await world.harness.publish(WindowChanged, { workspaceId, data: { ...data, version: 5 } });
  }
  await world.harness.drained();
  await world.harness.sql(`UPDATE ticketing.windows SET expires_at = $1 WHERE thread_id = 'over'`, [inHours(-1)]);
  const all = await listed({ expiring: 'true' });
  const ours = all.filter((id) => [...tickets.values()].includes(id));
  expect(ours).toEqual([idOf('ends soon'), idOf('ends later')]);
  const pages: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await world.harness.ask(TicketList, { expiring: 'true', limit: 1, cursor }, ana);
    pages.push(...page.tickets.map(({ id }) => id));
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  expect(pages).toEqual(all);
});
