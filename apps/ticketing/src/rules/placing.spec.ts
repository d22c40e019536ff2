import {
  type Actor,
  type AssignmentRule,
  AssignmentRulesGet,
  AssignmentRulesSet,
  AvailabilityList,
  AvailabilitySet,
  newId,
  PersonChanged,
  PresenceChanged,
  type RuleAction,
  type Team,
  TeamsGet,
  TeamsSet,
  TicketAssign,
  TicketAssigned,
  TicketAssignTeam,
  TicketAudit,
  TicketGet,
  TicketList,
  TicketReopen,
  TicketReply,
  TicketResolve,
  TicketTag,
  TagAdd,
  type TicketView,
} from '@duet/contracts';
import { until } from '@duet/testing';
import { ana, workspaceId, World } from '../../test/world.ts';

const admin: Actor = { ...ana, id: newId(), name: 'Ada', role: 'admin' };
const [bo, cy, di] = ['Bo', 'Cy', 'Di'].map((name): Actor => ({ ...ana, id: newId(), name }));
const agents = [bo, cy, di].flatMap((agent) => agent ?? []);
const anyTicket: AssignmentRule['conditions'] = {
  channelTypes: [],
  channelIds: [],
  priorities: [],
  tagIds: [],
  words: [],
  hours: 'any',
};

let world: World;
let presence = 0;

beforeEach(async () => {
  world = await World.start();
  for (const { id: personId, name } of [ana, admin, ...agents]) {
    await world.harness.publish(PersonChanged, {
      workspaceId,
      data: { personId, name, role: 'agent', active: true, version: 1 },
    });
  }
  for (const agent of agents) await comes(agent);
});
afterEach(() => world.harness.stop());

async function comes({ id: personId }: Actor, isOnline = true): Promise<void> {
  await world.harness.publish(PresenceChanged, { workspaceId, data: { personId, isOnline, version: ++presence } });
  await world.harness.drained();
}
const goes = (agent: Actor) => comes(agent, false);

const team = (part: Partial<Team> = {}): Team => ({
  id: newId(),
  name: 'Orders',
  memberIds: agents.map(({ id }) => id),
  mostOpen: null,
  takeBackMinutes: 0,
  ...part,
});
const rule = (action: RuleAction, conditions: Partial<AssignmentRule['conditions']> = {}): AssignmentRule => ({
  id: newId(),
  name: 'A rule',
  isOn: true,
  conditions: { ...anyTicket, ...conditions },
  action,
});
const byTurn = ({ id: teamId }: Team, conditions?: Partial<AssignmentRule['conditions']>): AssignmentRule =>
  rule({ type: 'round_robin', teamId }, conditions);

async function plan(teams: Team[], rules: AssignmentRule[]): Promise<void> {
  await world.harness.ask(TeamsSet, { teams, version: 0 }, admin);
  await world.harness.ask(AssignmentRulesSet, { rules, version: 0 }, admin);
}
const read = ({ id }: TicketView) => world.harness.ask(TicketGet, { id }, ana);
const all = async () => (await world.harness.ask(TicketList, { limit: 100, status: 'open' }, ana)).tickets;
/** How many each agent has, the one with most first. */
async function loads(): Promise<number[]> {
  const tickets = await all();
  const counts = agents.map(({ id }) => tickets.filter(({ assignee }) => assignee?.id === id).length);
  return counts.toSorted((a, b) => b - a);
}

test.each([
  ['TikTok Messenger', () => world.writes(newId())],
  ['TikTok Feed', () => world.comments(newId())],
  ['a plain channel', () => world.writesPlainly(newId())],
] as const)('INB-02 INB-19: a new ticket goes where the rules put it, on %s', async (_channel, customerWrites) => {
  const orders = team();
  await plan([orders], [rule({ type: 'team', teamId: orders.id }, { hours: 'out' }), byTurn(orders)]);
  const ticket = await customerWrites();
  expect(ticket).toMatchObject({ team: { id: orders.id, name: 'Orders' }, assignee: { name: 'Bo' } });
  const { entries } = await world.harness.ask(TicketAudit, { id: ticket.id }, ana);
  expect(entries).toMatchObject([{ action: 'assign_by_rule', actor: { kind: 'system', name: 'A rule' } }]);
});

test('INB-13: by their channel types tickets go to a person and to a team that takes for itself', async () => {
  const orders = team();
  await plan(
    [orders],
    [
      rule({ type: 'agent', personId: ana.id }, { channelTypes: ['tiktok_messenger'] }),
      rule({ type: 'team', teamId: orders.id }, { channelTypes: ['tiktok_feed'], words: ['COMMENT'] }),
    ],
  );
  expect(await world.writes(newId())).toMatchObject({ assignee: { id: ana.id }, team: null });
  const comment = await world.comments(newId());
  expect(comment).toMatchObject({ assignee: null, team: { id: orders.id } });
  expect(await world.writesPlainly(newId())).toMatchObject({ assignee: null, team: null });
  const ofTeam = await world.harness.ask(TicketList, { team: orders.id }, ana);
  expect(ofTeam.tickets.map(({ id }) => id)).toEqual([comment.id]);
});

test('INB-02: of 20 concurrent arrivals nobody gets more than there is room for, and each the same', async () => {
  await world.boot();
  const orders = team({ mostOpen: 5 });
  await plan([orders], [byTurn(orders)]);
  await world.manyWrite(20);
  expect(await loads()).toEqual([5, 5, 5]);
  const waiting = (await all()).filter(({ assignee }) => assignee === null);
  expect(waiting.map((ticket) => ticket.team?.id)).toEqual(Array.from({ length: 5 }, () => orders.id));
  const [given] = (await all()).filter(({ assignee }) => assignee !== null);
  if (given) await world.harness.ask(TicketResolve, { id: given.id }, ana);
  const eldest = waiting.toSorted((a, b) => a.number - b.number)[0];
  await until(
    'the one that waited longest is given',
    async () => eldest !== undefined && (await read(eldest)).assignee !== null,
  );
  expect(await loads()).toEqual([5, 5, 5]);
});

test('INB-02: of 20 transactions at once, over two teams with one member, none gives above either room', async () => {
  await world.manyWrite(20);
  const tickets = await all();
  for (const { id } of tickets) await world.harness.ask(TicketResolve, { id }, ana);
  const [orders, refunds] = [team({ mostOpen: 3, memberIds: [ana.id] }), team({ mostOpen: 4, memberIds: [ana.id] })];
  await comes(ana);
  const tag = await world.harness.ask(TagAdd, { name: 'refund', color: 'red' }, admin);
  await plan([orders, refunds], [byTurn(refunds, { tagIds: [tag.id] }), byTurn(orders)]);
  for (const { id } of tickets.slice(10)) await world.harness.ask(TicketTag, { id, add: [tag.id] }, ana);
  await Promise.all(tickets.map(({ id }) => world.harness.ask(TicketReopen, { id }, ana)));
  await until('refunds have what room is left', async () => {
    const held = (await all()).filter(({ assignee }) => assignee?.id === ana.id);
    return held.length === 4;
  });
  const given = world.harness.published(TicketAssigned).filter(({ data }) => data.assignee?.id === ana.id);
  expect(given).toHaveLength(4);
});

test('INB-02: who goes offline or away keeps their tickets and gets no more; who comes gets what waits', async () => {
  const orders = team({ memberIds: agents.slice(0, 2).map(({ id }) => id) });
  await plan([orders], [byTurn(orders)]);
  const [first, second] = agents;
  if (!first || !second) throw new Error('there are agents');
  const ofFirst = await world.writes(newId());
  expect(ofFirst.assignee?.id).toBe(first.id);
  await goes(first);
  expect((await world.writes(newId())).assignee?.id).toBe(second.id);
  expect((await world.writes(newId())).assignee?.id).toBe(second.id);
  expect(await world.harness.ask(AvailabilitySet, { isAway: true }, second)).toEqual({ availability: 'away' });
  const waits = await world.writes(newId());
  expect(waits).toMatchObject({ assignee: null, team: { id: orders.id } });
  expect((await read(ofFirst)).assignee?.id).toBe(first.id);
  const { people } = await world.harness.ask(AvailabilityList, {}, ana);
  expect(people.filter(({ open }) => open > 0)).toEqual([
    { personId: first.id, availability: 'offline', open: 1 },
    { personId: second.id, availability: 'away', open: 2 },
  ]);
  await comes(first);
  await until('what waited is given', async () => (await read(waits)).assignee?.id === first.id);
});

test('INB-02: what nobody answers is taken back from who is offline too long, and given on by turn', async () => {
  const orders = team({ takeBackMinutes: 15 });
  await plan([orders], [byTurn(orders)]);
  const [first, second, third] = agents;
  if (!first || !second || !third) throw new Error('there are agents');
  const [ofFirst, answered] = [await world.writes(newId()), await world.writes(newId())];
  expect([ofFirst.assignee?.id, answered.assignee?.id]).toEqual([first.id, second.id]);
  await world.harness.ask(TicketReply, { id: answered.id, text: 'On its way' }, second);
  await goes(first);
  await goes(second);
  const onPurpose = await world.writes(newId());
  await world.harness.moveClock(15 * 60_000);
  await world.harness.ask(TicketAssign, { id: onPurpose.id, assigneeId: second.id }, ana);
  await until('it is given to who is there', async () => (await read(ofFirst)).assignee?.id === third.id);
  expect((await read(answered)).assignee?.id).toBe(second.id);
  expect((await read(onPurpose)).assignee?.id).toBe(second.id);
  const { entries } = await world.harness.ask(TicketAudit, { id: ofFirst.id }, ana);
  expect(entries[0]).toMatchObject({
    action: 'take_back',
    actor: { kind: 'system', name: 'Orders' },
    details: { assigneeId: first.id },
  });
});

test('INB-02: taken back from a team that takes for itself, a ticket lies with the team; without a time none is', async () => {
  const [orders, refunds] = [team({ takeBackMinutes: 15 }), team({ name: 'Refunds' })];
  await plan([orders, refunds], []);
  const [first] = agents;
  if (!first) throw new Error('there are agents');
  const [taken, kept] = [await world.writes(newId()), await world.writes(newId())];
  for (const [{ id }, { id: teamId }] of [
    [taken, orders],
    [kept, refunds],
  ] as const) {
    await world.harness.ask(TicketAssignTeam, { id, teamId }, ana);
    await world.harness.ask(TicketAssign, { id, assigneeId: first.id }, ana);
  }
  await goes(first);
  await world.harness.moveClock(15 * 60_000);
  await until('it lies with the team', async () => (await read(taken)).assignee === null);
  expect(await read(taken)).toMatchObject({ team: { id: orders.id } });
  expect((await read(kept)).assignee?.id).toBe(first.id);
});

test('a ticket that somebody has is no longer placed by rules, and a team is put on by hand', async () => {
  const orders = team();
  const ticket = await world.writes(newId());
  await plan([orders], [byTurn(orders)]);
  const { id } = ticket;
  await world.harness.ask(TicketAssign, { id }, ana);
  const moved = await world.harness.ask(TicketAssignTeam, { id, teamId: orders.id }, ana);
  expect(moved).toMatchObject({ team: { name: 'Orders' }, assignee: { id: ana.id } });
  expect(await world.harness.ask(TicketAssignTeam, { id, teamId: null }, ana)).toMatchObject({ team: null });
  const unknown = world.harness.ask(TicketAssignTeam, { id, teamId: newId() }, ana);
  await expect(unknown).rejects.toMatchObject({ code: 'not_found' });
});

test('neither page of the plan names what is not there, and a team with a rule stays', async () => {
  const orders = team();
  await plan([orders], [byTurn(orders)]);
  const save = (teams: Team[]) => world.harness.ask(TeamsSet, { teams, version: 1 }, admin);
  await expect(save([])).rejects.toMatchObject({ code: 'team_in_use' });
  await expect(save([{ ...orders, memberIds: [newId()] }])).rejects.toMatchObject({ code: 'not_found' });
  const rules = [byTurn(team())];
  const saveRules = world.harness.ask(AssignmentRulesSet, { rules, version: 1 }, admin);
  await expect(saveRules).rejects.toMatchObject({ code: 'not_found' });
  const stranger: Actor = { ...admin, workspaceId: newId() };
  expect(await world.harness.ask(TeamsGet, {}, stranger)).toEqual({ teams: [], version: 0 });
  expect(await world.harness.ask(AssignmentRulesGet, {}, stranger)).toEqual({ rules: [], version: 0 });
  expect(await world.harness.ask(AvailabilityList, {}, stranger)).toEqual({ people: [] });
});
