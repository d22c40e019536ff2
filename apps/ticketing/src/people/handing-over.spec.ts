import {
  type Actor,
  type Handover,
  newId,
  PersonChanged,
  PersonRemoved,
  type Team,
  TeamsSet,
  TicketAssign,
  TicketAssigned,
  TicketAudit,
  TicketGet,
  TicketHold,
  TicketResolve,
  type TicketView,
} from '@duet/contracts';
import { ana, workspaceId, World } from '../../test/world.ts';

const admin: Actor = { ...ana, id: newId(), name: 'Ada', role: 'admin' };
const [bo, cy]: [Actor, Actor] = [
  { ...ana, id: newId(), name: 'Bo' },
  { ...ana, id: newId(), name: 'Cy' },
];

let world: World;

beforeEach(async () => {
  world = await World.start();
  for (const { id, name } of [ana, admin, bo, cy]) await tell(id, name, true, 1);
  await world.harness.drained();
});
afterEach(() => world.harness.stop());

const tell = (personId: string, name: string, active: boolean, version: number) =>
  world.harness.publish(PersonChanged, { workspaceId, data: { personId, name, role: 'agent', active, version } });

async function leaves({ id, name }: Actor, to: Handover): Promise<void> {
  await tell(id, name, false, 2);
  await world.harness.publish(PersonRemoved, { workspaceId, data: { personId: id, by: admin, to } });
  await world.harness.drained();
}
async function ticketOf(actor: Actor): Promise<TicketView> {
  const { id } = await world.writes(newId());
  return world.harness.ask(TicketAssign, { id, assigneeId: actor.id }, admin);
}
const now = ({ id }: TicketView) => world.harness.ask(TicketGet, { id }, admin);

test('what somebody who left had goes to the colleague who was chosen, is told, and is on record; the rest stays', async () => {
  const [open, held, resolved, others] = [
    await ticketOf(bo),
    await ticketOf(bo),
    await ticketOf(bo),
    await ticketOf(ana),
  ];
  await world.harness.ask(TicketHold, { id: held.id }, bo);
  await world.harness.ask(TicketResolve, { id: resolved.id }, bo);
  await leaves(bo, { kind: 'person', id: cy.id });
  const holders = await Promise.all([open, held, resolved, others].map(async (one) => (await now(one)).assignee?.name));
  expect(holders).toEqual(['Cy', 'Cy', 'Bo', 'Ana']);
  expect((await now(open)).controller).toMatchObject({ kind: 'person', id: cy.id });
  const told = world.harness.published(TicketAssigned).filter(({ data }) => data.ticketId === open.id);
  expect(told.at(-1)?.data).toMatchObject({ assignee: { name: 'Cy' }, by: { id: admin.id, name: 'Ada' } });
  const { entries } = await world.harness.ask(TicketAudit, { id: open.id }, admin);
  expect(entries[0]).toMatchObject({
    action: 'hand_over',
    actor: { id: admin.id },
    details: { from: bo.id, assigneeId: cy.id, teamId: null },
  });
});

test('it goes to a team, or to nobody', async () => {
  const team: Team = { id: newId(), name: 'Orders', memberIds: [cy.id], mostOpen: null, takeBackMinutes: 0 };
  await world.harness.ask(TeamsSet, { teams: [team], version: 0 }, admin);
  const [ofBo, ofCy] = [await ticketOf(bo), await ticketOf(cy)];
  await leaves(bo, { kind: 'team', id: team.id });
  await leaves(cy, { kind: 'nobody' });
  expect(await now(ofBo)).toMatchObject({ assignee: null, team: { id: team.id, name: 'Orders' } });
  expect(await now(ofCy)).toMatchObject({ assignee: null, team: null, controller: { kind: 'nobody' } });
});

test('where the colleague or the team has gone as well, it goes to nobody', async () => {
  const [first, second] = [await ticketOf(bo), await ticketOf(ana)];
  await tell(cy.id, cy.name, false, 2);
  await leaves(bo, { kind: 'person', id: cy.id });
  await leaves(ana, { kind: 'team', id: newId() });
  expect((await now(first)).assignee).toBeNull();
  expect(await now(second)).toMatchObject({ assignee: null, team: null });
});

test('who leaves one workspace keeps everything in another', async () => {
  const ticket = await ticketOf(bo);
  const elsewhere = newId();
  const data = { personId: bo.id, by: { ...admin, workspaceId: elsewhere }, to: { kind: 'nobody' } as const };
  await world.harness.publish(PersonRemoved, { workspaceId: elsewhere, data });
  await world.harness.drained();
  expect((await now(ticket)).assignee?.name).toBe('Bo');
});
