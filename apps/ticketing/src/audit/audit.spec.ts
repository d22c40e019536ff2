import {
  type Actor,
  AuditList,
  newId,
  SavedReplyAdd,
  TicketAudit,
  TicketHold,
  TicketList,
  TicketNote,
  TicketPrioritize,
  TicketResolve,
} from '@duet/contracts';
import { ana, workspaceId, World } from '../../test/world.ts';

const bo: Actor = { ...ana, id: newId(), name: 'Bo', role: 'supervisor' };
const stranger: Actor = { ...bo, id: newId(), workspaceId: newId() };

let world: World;

beforeAll(async () => {
  world = await World.start();
});
afterAll(() => world.harness.stop());

const list = (request: object, actor: Actor = bo) => world.harness.ask(AuditList, { limit: 50, ...request }, actor);
const ofTicket = (id: string, request: object = {}, actor: Actor = ana) =>
  world.harness.ask(TicketAudit, { id, limit: 50, ...request }, actor);

test('who did what to a ticket is read from its newest entry on, page by page', async () => {
  const { id } = await world.writes(newId());
  await world.harness.ask(TicketPrioritize, { id, priority: 'high' }, ana);
  await world.harness.ask(TicketHold, { id }, bo);
  await world.harness.ask(TicketResolve, { id }, ana);
  const all = (await ofTicket(id)).entries;
  expect(all.map(({ action, actor, details }) => [action, actor.name, details])).toEqual([
    ['resolved', 'Ana', {}],
    ['hold', 'Bo', { until: null }],
    ['priority', 'Ana', { from: 'medium', to: 'high' }],
  ]);
  const first = await ofTicket(id, { limit: 2 });
  const second = await ofTicket(id, { limit: 2, cursor: first.nextCursor });
  expect([...first.entries, ...second.entries]).toEqual(all);
  expect(second.nextCursor).toBeNull();
});

test('what was done in the workspace is found by who, what and when', async () => {
  const { id } = await world.writes(newId());
  await world.harness.ask(SavedReplyAdd, { title: 'Audited', text: 'Hi', shortcut: null, isShared: true }, bo);
  await world.harness.ask(TicketPrioritize, { id, priority: 'low' }, ana);
  const [newest] = (await list({})).entries;
  expect(newest).toMatchObject({ action: 'priority', ticketId: id, actor: { id: ana.id, kind: 'person' } });
  const saved = (await list({ action: 'saved_reply_added' })).entries;
  expect(saved.map(({ ticketId, details }) => [ticketId, details['title']])).toEqual([[null, 'Audited']]);
  expect((await list({ actorId: ana.id })).entries.every(({ actor }) => actor.id === ana.id)).toBe(true);
  const at = newest?.at ?? '';
  expect((await list({ from: at })).entries.map(({ at: when }) => when >= at)).not.toContain(false);
  expect((await list({ to: at })).entries.map(({ at: when }) => when < at)).not.toContain(false);
  expect((await list({ to: '2020-01-01T00:00:00.000Z' })).entries).toEqual([]);
});

test("another workspace's audit is not there", async () => {
  const { id } = await world.writes(newId());
  await world.harness.ask(TicketResolve, { id }, ana);
  expect((await list({}, stranger)).entries).toEqual([]);
  await expect(ofTicket(id, {}, stranger)).rejects.toMatchObject({ code: 'not_found' });
});

test('the tickets of one customer are listed, over all that was ever resolved', async () => {
  const conversation = newId();
  const before = await world.writes(conversation);
  await world.harness.ask(TicketResolve, { id: before.id }, ana);
  const now = await world.writes(conversation);
  await world.writes(newId());
  const { tickets } = await world.harness.ask(TicketList, { contactId: now.contact.id, limit: 10 }, ana);
  expect(tickets.map(({ id, status }) => [id, status])).toEqual([
    [now.id, 'open'],
    [before.id, 'resolved'],
  ]);
});

test('INB-07: a note leaves no words in the audit', async () => {
  const { id } = await world.writes(newId());
  await world.harness.ask(TicketNote, { id, text: 'between us: a secret' }, ana);
  const rows = await world.harness.sql('SELECT details FROM ticketing.audit WHERE workspace_id = $1', [workspaceId]);
  expect(JSON.stringify(rows)).not.toContain('between us');
});
