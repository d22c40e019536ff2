import {
  type Actor,
  newId,
  PersonChanged,
  TagAdd,
  TeamsSet,
  TicketAssign,
  TicketAssignTeam,
  TicketGet,
  TicketHold,
  TicketPrioritize,
  TicketReopen,
  TicketResolve,
  TicketTag,
  type TicketView,
} from '@duet/contracts';
import { ana, workspaceId, World } from '../../test/world.ts';

const bo: Actor = { ...ana, id: newId(), name: 'Bo', role: 'admin' };
let world: World;

beforeAll(async () => {
  world = await World.start();
  for (const { id: personId, name } of [ana, bo]) {
    await world.harness.publish(PersonChanged, {
      workspaceId,
      data: { personId, name, role: 'agent', active: true, version: 1 },
    });
  }
  await world.harness.drained();
});
afterAll(() => world.harness.stop());

const changeOf = ({ id, sequence: version }: TicketView, actor: Actor = ana) => ({
  resolve: () => world.harness.ask(TicketResolve, { id, version }, actor),
  reopen: () => world.harness.ask(TicketReopen, { id, version }, actor),
  hold: () => world.harness.ask(TicketHold, { id, version }, actor),
  prioritize: () => world.harness.ask(TicketPrioritize, { id, priority: 'urgent', version }, actor),
  give: () => world.harness.ask(TicketAssign, { id, assigneeId: ana.id, version }, actor),
  team: () => world.harness.ask(TicketAssignTeam, { id, teamId: null, version }, actor),
});
const refusedFor = (field: string, by: Actor) => ({
  code: 'ticket_changed',
  details: {
    version: expect.any(Number),
    changed: [{ field, at: expect.any(String), by: { kind: 'person', id: by.id, name: by.name } }],
  },
});

test('whoever has not seen what somebody else changed since is told what, by whom and when, and changes nothing', async () => {
  const seen = await world.writes(newId());
  const { id } = seen;
  await changeOf(seen, bo).prioritize();
  const late = world.harness.ask(TicketPrioritize, { id, priority: 'low', version: seen.sequence }, ana);
  await expect(late).rejects.toMatchObject(refusedFor('priority', bo));
  const now = await world.harness.ask(TicketGet, { id }, ana);
  expect(now.priority).toBe('urgent');
  const again = await world.harness.ask(TicketPrioritize, { id, priority: 'low', version: now.sequence }, ana);
  expect(again.priority).toBe('low');
});

test('every write of a ticket looks at the version it is given', async () => {
  const seen = await world.writes(newId());
  await changeOf(seen, bo).hold();
  await expect(changeOf(seen).resolve()).rejects.toMatchObject(refusedFor('status', bo));
  const held = await world.harness.ask(TicketGet, { id: seen.id }, ana);
  await changeOf(held, bo).resolve();
  await expect(changeOf(held).reopen()).rejects.toMatchObject({ code: 'ticket_changed' });
  await world.harness.ask(TicketReopen, { id: seen.id }, ana);

  const { id, sequence: version } = await world.harness.ask(TicketGet, { id: seen.id }, ana);
  await world.harness.ask(TicketAssign, { id, assigneeId: bo.id }, bo);
  const give = world.harness.ask(TicketAssign, { id, assigneeId: ana.id, version }, ana);
  await expect(give).rejects.toMatchObject(refusedFor('assignee', bo));

  const tag = await world.harness.ask(TagAdd, { name: 'Seen', color: 'red' }, bo);
  await world.harness.ask(TicketTag, { id, add: [tag.id] }, bo);
  const untag = world.harness.ask(TicketTag, { id, remove: [tag.id], version }, ana);
  await expect(untag).rejects.toMatchObject({ code: 'ticket_changed' });

  const [orders, refunds] = ['Orders', 'Refunds'].map((name) => ({ id: newId(), name, memberIds: [], mostOpen: null }));
  if (!orders || !refunds) throw new Error('there are teams');
  await world.harness.ask(TeamsSet, { teams: [orders, refunds], version: 0 }, bo);
  await world.harness.ask(TicketAssignTeam, { id, teamId: orders.id }, bo);
  const move = world.harness.ask(TicketAssignTeam, { id, teamId: refunds.id, version }, ana);
  await expect(move).rejects.toMatchObject({ code: 'ticket_changed' });
});

test('nobody is refused for what they changed themselves, for another field, for the same wish, or without a version', async () => {
  const seen = await world.writes(newId());
  const { id } = seen;
  await changeOf(seen).hold();
  await changeOf(seen, bo).prioritize();
  expect((await changeOf(seen).resolve()).status).toBe('resolved');
  expect((await changeOf(seen, bo).resolve()).status).toBe('resolved');
  await changeOf(seen, bo).team();
  expect((await world.harness.ask(TicketReopen, { id }, bo)).status).toBe('open');
  expect((await world.harness.ask(TicketResolve, { id }, ana)).status).toBe('resolved');
});

test('a customer who comes back brings a ticket back, and who wanted to put it off sees that first', async () => {
  const conversation = newId();
  const { id } = await world.writes(conversation);
  const held = await world.harness.ask(TicketHold, { id }, ana);
  await world.writes(conversation);
  await expect(changeOf(held).resolve()).rejects.toMatchObject({
    details: { changed: [{ field: 'status', by: { kind: 'system', id: 'customer' } }] },
  });
});
