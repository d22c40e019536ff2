import {
  type Actor,
  BusinessHoursGet,
  BusinessHoursSet,
  newId,
  SlaPoliciesGet,
  SlaPoliciesSet,
  type SlaPolicy,
  type SlaView,
  TicketGet,
  TicketHold,
  TicketList,
  TicketPrioritize,
  TicketReopen,
  TicketReply,
  TicketSlaBreached,
  type TicketView,
} from '@duet/contracts';
import { until } from '@duet/testing';
import { ana, workspaceId, World } from '../../test/world.ts';

const MINUTE_MS = 60_000;
const admin: Actor = { ...ana, id: newId(), name: 'Bo', role: 'admin' };

const policy: SlaPolicy = {
  id: newId(),
  name: 'Standard',
  isOn: true,
  priorities: [],
  channelTypes: [],
  firstReplyMinutes: 60,
  nextReplyMinutes: 30,
  resolutionMinutes: 24 * 60,
  inBusinessHours: false,
};
const urgent: SlaPolicy = { ...policy, id: newId(), name: 'Urgent', priorities: ['urgent'], firstReplyMinutes: 10 };

let world: World;

beforeAll(async () => {
  world = await World.start();
  await world.harness.ask(SlaPoliciesSet, { policies: [urgent, policy], version: 0 }, admin);
});
afterEach(() => world.harness.moveClock(0));
afterAll(() => world.harness.stop());

const read = ({ id }: TicketView) => world.harness.ask(TicketGet, { id }, ana);
/** Minutes from the customer's message until then. */
const dueAfter = ({ sla, lastMessage }: TicketView, metric: string): number | null => {
  const dueAt = sla?.clocks.find((clock) => clock.metric === metric)?.dueAt;
  return dueAt ? (Date.parse(dueAt) - Date.parse(lastMessage.sentAt)) / MINUTE_MS : null;
};
const becomes = (ticket: TicketView, state: SlaView['state']) =>
  until(`the promise is ${state}`, async () => (await read(ticket)).sla?.state === state);
const listed = async (sla: 'due_soon' | 'breached') =>
  (await world.harness.ask(TicketList, { sla, limit: 100 }, ana)).tickets.map(({ id }) => id);
async function breaches({ id }: TicketView): Promise<string[]> {
  await world.harness.drained();
  return world.harness
    .published(TicketSlaBreached)
    .filter(({ data }) => data.ticketId === id)
    .map(({ data }) => data.metric);
}

describe.each([
  ['TikTok Messenger', () => world.writes(newId())],
  ['TikTok Feed', () => world.comments(newId())],
  ['a plain channel', () => world.writesPlainly(newId())],
] as const)('INB-19 on %s', (_channel, customerWrites) => {
  test('INB-05: a hold stops the time, and another priority brings another promise', async () => {
    const ticket = await customerWrites();
    const { id } = ticket;
    await world.harness.ask(TicketPrioritize, { id, priority: 'urgent' }, ana);
    expect(dueAfter(await read(ticket), 'first_reply')).toBe(10);
    await world.harness.ask(TicketHold, { id }, ana);
    expect(dueAfter(await read(ticket), 'first_reply')).toBeNull();
    await world.harness.moveClock(120 * MINUTE_MS);
    await world.harness.ask(TicketReopen, { id }, ana);
    expect(dueAfter(await read(ticket), 'first_reply')).toBeGreaterThanOrEqual(129);
    expect(await breaches(ticket)).toEqual([]);
  });

  test('INB-05: a promise is made, becomes due soon, is broken once and found by it', async () => {
    const ticket = await customerWrites();
    expect((await read(ticket)).sla).toMatchObject({ policy: { name: 'Standard' }, state: 'ok' });
    expect(dueAfter(await read(ticket), 'first_reply')).toBe(60);
    await world.harness.moveClock(46 * MINUTE_MS);
    await becomes(ticket, 'due_soon');
    expect(await listed('due_soon')).toContain(ticket.id);
    await world.harness.moveClock(61 * MINUTE_MS);
    await becomes(ticket, 'breached');
    expect(await listed('breached')).toContain(ticket.id);
    expect(await listed('due_soon')).not.toContain(ticket.id);
    await world.harness.ask(TicketReply, { id: ticket.id, text: 'sorry' }, ana);
    expect(await read(ticket)).toMatchObject({ sla: { state: 'ok' } });
    expect(await breaches(ticket)).toEqual(['first_reply']);
  });
});

test('INB-05: a promise that ran out while nothing was running is found broken after the restart, once', async () => {
  const own = await World.start();
  try {
    await own.harness.ask(SlaPoliciesSet, { policies: [policy], version: 0 }, admin);
    const ticket = await own.writes(newId());
    await own.stopTicketing();
    await own.harness.moveClock(61 * MINUTE_MS);
    await own.boot();
    await own.boot();
    await until('the breach is told', async () => {
      await own.harness.drained();
      return own.harness.published(TicketSlaBreached).length > 0;
    });
    const { sla } = await own.harness.ask(TicketGet, { id: ticket.id }, ana);
    expect(sla).toMatchObject({ state: 'breached' });
    await own.harness.drained();
    expect(own.harness.published(TicketSlaBreached).map(({ data }) => data.ticketId)).toEqual([ticket.id]);
  } finally {
    await own.harness.stop();
  }
});

test('pages of settings are saved over the version that was read, and stay in their workspace', async () => {
  const hours = {
    zone: 'Europe/Berlin',
    week: { monday: [], tuesday: [], wednesday: [], thursday: [], friday: [], saturday: [], sunday: [] },
    holidays: [],
  };
  expect(await world.harness.ask(BusinessHoursGet, {}, ana)).toEqual({ hours: null, version: 0 });
  expect(await world.harness.ask(BusinessHoursSet, { hours, version: 0 }, admin)).toEqual({ hours, version: 1 });
  const late = world.harness.ask(BusinessHoursSet, { hours: null, version: 0 }, admin);
  await expect(late).rejects.toMatchObject({ code: 'changed_meanwhile' });
  const never = world.harness.ask(BusinessHoursSet, { hours: null, version: 7 }, { ...admin, workspaceId: newId() });
  await expect(never).rejects.toMatchObject({ code: 'changed_meanwhile' });
  expect(await world.harness.ask(BusinessHoursGet, {}, ana)).toEqual({ hours, version: 1 });
  const stranger: Actor = { ...ana, workspaceId: newId() };
  expect(await world.harness.ask(SlaPoliciesGet, {}, stranger)).toEqual({ policies: [], version: 0 });
  const rows = await world.harness.sql(
    `SELECT action, actor_name FROM ticketing.audit WHERE workspace_id = $1 AND action LIKE '%_set' ORDER BY at`,
    [workspaceId],
  );
  expect(rows).toEqual([
    { action: 'sla_policies_set', actor_name: 'Bo' },
    { action: 'business_hours_set', actor_name: 'Bo' },
  ]);
});
