import {
  type Actor,
  newId,
  TagAdd,
  TagChange,
  TagList,
  TagRemove,
  TicketGet,
  TicketHold,
  TicketList,
  TicketNote,
  TicketPrioritize,
  TicketPriorityChanged,
  TicketReopen,
  TicketResolve,
  TicketStatusChanged,
  TicketTag,
  TicketTagged,
  type TicketView,
} from '@duet/contracts';
import { until } from '@duet/testing';
import { ana, World } from '../../test/world.ts';

const HOUR_MS = 3_600_000;
const supervisor: Actor = { ...ana, id: newId(), name: 'Bo', role: 'supervisor' };

let world: World;

beforeAll(async () => {
  world = await World.start();
});
afterAll(() => world.harness.stop());

const addTag = (name: string) => world.harness.ask(TagAdd, { name, color: 'red' }, supervisor);
const read = ({ id }: TicketView) => world.harness.ask(TicketGet, { id }, ana);

describe.each([
  ['TikTok Messenger', () => world.writes(newId())],
  ['TikTok Feed', () => world.comments(newId())],
  ['a plain channel', () => world.writesPlainly(newId())],
] as const)('INB-19 on %s', (channel, customerWrites) => {
  test('INB-03: tags are put on and taken off, found by, and told', async () => {
    const [refund, vip] = [await addTag(`Refund of ${channel}`), await addTag(`VIP of ${channel}`)];
    const ticket = await customerWrites();
    expect(ticket.tags).toEqual([]);
    const { id } = ticket;
    await world.harness.ask(TicketTag, { id, add: [vip.id, refund.id] }, ana);
    const tagged = await world.harness.ask(TicketTag, { id, remove: [vip.id] }, ana);
    expect(tagged.tags).toEqual([refund]);
    const found = await world.harness.ask(TicketList, { tag: refund.id }, ana);
    expect(found.tickets.map((one) => one.id)).toEqual([id]);
    expect((await world.harness.ask(TicketList, { tag: vip.id }, ana)).tickets).toEqual([]);
    await world.harness.drained();
    const told = world.harness.published(TicketTagged).filter(({ data }) => data.ticketId === id);
    expect(told.map(({ data }) => [data.tags, data.added, data.removed])).toEqual([
      [[refund, vip], [refund, vip], []],
      [[refund], [], [vip]],
    ]);
  });

  test('INB-04: a priority is set, found by, and told once', async () => {
    const ticket = await customerWrites();
    expect(ticket.priority).toBe('medium');
    const { id } = ticket;
    await world.harness.ask(TicketPrioritize, { id, priority: 'urgent' }, ana);
    await world.harness.ask(TicketPrioritize, { id, priority: 'urgent' }, ana);
    expect((await read(ticket)).priority).toBe('urgent');
    const { tickets } = await world.harness.ask(TicketList, { priority: 'urgent', limit: 100 }, ana);
    expect(tickets.map((one) => one.id)).toContain(id);
    await world.harness.drained();
    const told = world.harness.published(TicketPriorityChanged).filter(({ data }) => data.ticketId === id);
    expect(told.map(({ data }) => data.priority)).toEqual(['urgent']);
  });

  test('INB-08: a ticket is resolved and reopened', async () => {
    const ticket = await customerWrites();
    expect((await world.harness.ask(TicketResolve, { id: ticket.id }, ana)).status).toBe('resolved');
    expect((await world.harness.ask(TicketReopen, { id: ticket.id }, ana)).status).toBe('open');
  });

  test('INB-01, INB-15: a ticket is set aside and stands under Hold until somebody brings it back', async () => {
    const ticket = await customerWrites();
    const { id } = ticket;
    expect(await world.harness.ask(TicketHold, { id }, ana)).toMatchObject({ status: 'hold', heldUntil: null });
    const held = await world.harness.ask(TicketList, { status: 'hold', limit: 100 }, ana);
    expect(held.tickets.map((one) => one.id)).toContain(id);
    expect((await world.harness.ask(TicketReopen, { id }, ana)).status).toBe('open');
  });

  test('INB-07: a note does not bring a held ticket back', async () => {
    const ticket = await customerWrites();
    await world.harness.ask(TicketHold, { id: ticket.id }, ana);
    await world.harness.ask(TicketNote, { id: ticket.id, text: 'waiting for the warehouse' }, ana);
    expect((await read(ticket)).status).toBe('hold');
  });
});

test('INB-15: a new message of the customer brings a held direct message back', async () => {
  const conversation = newId();
  const { id } = await world.writes(conversation);
  await world.harness.ask(TicketHold, { id }, ana);
  expect(await world.writes(conversation)).toMatchObject({ id, status: 'open', heldUntil: null });
});

test('INB-15: a hold with a time ends by itself, and not before', async () => {
  const ticket = await world.writes(newId());
  const { id } = ticket;
  const until_ = new Date(Date.now() + 2 * HOUR_MS).toISOString();
  expect((await world.harness.ask(TicketHold, { id, until: until_ }, ana)).heldUntil).toBe(until_);
  await world.harness.moveClock(HOUR_MS);
  const later = await world.writes(newId());
  await world.harness.ask(TicketHold, { id: later.id, until: new Date(Date.now() + 1.5 * HOUR_MS).toISOString() }, ana);
  await world.harness.moveClock(1.6 * HOUR_MS);
  await until('the shorter hold has ended', async () => (await read(later)).status === 'open');
  expect((await read(ticket)).status).toBe('hold');
  await world.harness.moveClock(2.1 * HOUR_MS);
  await until('the hold has ended', async () => (await read(ticket)).status === 'open');
  await world.harness.drained();
  const told = world.harness.published(TicketStatusChanged).filter(({ data }) => data.ticketId === id);
  expect(told.map(({ data }) => [data.status, data.by.name])).toEqual([
    ['hold', 'Ana'],
    ['open', 'Duet'],
  ]);
  await world.harness.moveClock(0);
});

test('a hold ends in the future, within a year, and resolved tickets are not set aside', async () => {
  const { id } = await world.writes(newId());
  const hold = (untilMs: number) =>
    world.harness.ask(TicketHold, { id, until: new Date(Date.now() + untilMs).toISOString() }, ana);
  await expect(hold(-1)).rejects.toMatchObject({ code: 'hold_in_past' });
  await expect(hold(400 * 24 * HOUR_MS)).rejects.toMatchObject({ code: 'hold_in_past' });
  await world.harness.ask(TicketResolve, { id }, ana);
  await expect(hold(HOUR_MS)).rejects.toMatchObject({ code: 'ticket_resolved' });
});

test('INB-03: a name is taken once, in whatever case; a tag that is removed is on no ticket any more', async () => {
  const tag = await addTag('Späti');
  await expect(addTag('späti')).rejects.toMatchObject({ code: 'tag_exists' });
  const other = await addTag('Kiosk');
  const rename = (name: string) => world.harness.ask(TagChange, { id: other.id, name }, supervisor);
  await expect(rename('SPÄTI')).rejects.toMatchObject({ code: 'tag_exists' });
  expect(await rename('kiosk')).toEqual({ ...other, name: 'kiosk' });
  const ticket = await world.writes(newId());
  await world.harness.ask(TicketTag, { id: ticket.id, add: [tag.id, other.id] }, ana);
  await world.harness.ask(TagRemove, { id: tag.id }, supervisor);
  expect((await read(ticket)).tags.map(({ name }) => name)).toEqual(['kiosk']);
  expect((await world.harness.ask(TagList, {}, ana)).tags).not.toContainEqual(tag);
  await expect(world.harness.ask(TicketTag, { id: ticket.id, add: [tag.id] }, ana)).rejects.toMatchObject({
    code: 'not_found',
  });
});

test("another workspace's tags are neither seen nor used", async () => {
  const tag = await addTag('ours alone');
  const stranger: Actor = { ...ana, id: newId(), workspaceId: newId() };
  expect((await world.harness.ask(TagList, {}, stranger)).tags).toEqual([]);
  await expect(world.harness.ask(TagRemove, { id: tag.id }, stranger)).rejects.toMatchObject({ code: 'not_found' });
});

test('what people do to tickets is on record, and what changes nothing is not', async () => {
  const { id } = await world.writes(newId());
  await world.harness.ask(TicketPrioritize, { id, priority: 'low' }, ana);
  await world.harness.ask(TicketPrioritize, { id, priority: 'low' }, ana);
  await world.harness.ask(TicketHold, { id }, ana);
  const rows = await world.harness.sql(
    'SELECT action, actor_name, details FROM ticketing.audit WHERE ticket_id = $1 ORDER BY at',
    [id],
  );
  expect(rows).toEqual([
    { action: 'priority', actor_name: 'Ana', details: { from: 'medium', to: 'low' } },
    { action: 'hold', actor_name: 'Ana', details: { until: null } },
  ]);
});
