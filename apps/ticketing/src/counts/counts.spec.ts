import {
  type Actor,
  newId,
  PersonChanged,
  TicketAssign,
  TicketCounts,
  TicketHold,
  TicketList,
  TicketNote,
  TicketReopen,
  TicketReply,
  TicketResolve,
} from '@duet/contracts';
import { until } from '@duet/testing';
import { ana, messenger, workspaceId, World } from '../../test/world.ts';

const bo: Actor = { ...ana, id: newId(), name: 'Bo' };
const stranger: Actor = { ...ana, id: newId(), workspaceId: newId() };
const empty = {
  all: 0,
  replied: 0,
  unreplied: 0,
  hold: 0,
  resolved: 0,
  mine: 0,
  unassigned: 0,
  mentions: 0,
  expiring: 0,
};

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

const counts = (actor: Actor = ana, filter: object = {}) => world.harness.ask(TicketCounts, filter, actor);

/** What the lists hold, which is what the counts must say. */
async function listed(): Promise<object> {
  const length = async (filter: object) =>
    (await world.harness.ask(TicketList, { ...filter, limit: 100 }, ana)).tickets.length;
  return {
    all: await length({ status: 'unresolved' }),
    replied: await length({ status: 'open', replied: 'true' }),
    unreplied: await length({ status: 'open', replied: 'false' }),
    hold: await length({ status: 'hold' }),
    resolved: await length({ status: 'resolved' }),
    mine: await length({ status: 'unresolved', assignee: ana.id }),
    unassigned: await length({ status: 'unresolved', assignee: 'none' }),
    mentions: await length({ status: 'unresolved', mentions: ana.id }),
    expiring: await length({ expiring: 'true' }),
  };
}

const unfolded = async (): Promise<number> => {
  const [row] = await world.harness.sql<{ count: number }>(
    'SELECT count(*)::int AS count FROM ticketing.ticket_count_changes',
  );
  return row?.count ?? 0;
};

test('INB-01, INB-14: every filter says how many tickets it holds, at any moment, before and after the fold', async () => {
  expect(await counts()).toEqual(empty);
  const tickets = [];
  for (let n = 0; n < 6; n += 1) tickets.push(await world.writes(newId()));
  for (let n = 0; n < 3; n += 1) tickets.push(await world.comments(newId()));
  const ids = tickets.map(({ id }) => id);
  const ask = async (step: (id: string) => Promise<unknown>, ...places: number[]): Promise<void> => {
    await Promise.all(places.map((place) => step(ids[place] ?? '')));
    expect(await counts()).toEqual(await listed());
  };
  await ask((id) => world.harness.ask(TicketReply, { id, text: 'hello' }, ana), 0, 1, 6);
  await ask((id) => world.harness.ask(TicketAssign, { id }, ana), 0, 1, 2, 6);
  await ask((id) => world.harness.ask(TicketAssign, { id, assigneeId: bo.id }, ana), 2, 3);
  await ask((id) => world.harness.ask(TicketHold, { id }, ana), 0, 4);
  await ask((id) => world.harness.ask(TicketResolve, { id }, ana), 1, 5, 7);
  await ask((id) => world.harness.ask(TicketReopen, { id }, ana), 0, 5);
  await ask((id) => world.harness.ask(TicketNote, { id, text: '@Ana look', mentions: [ana.id] }, bo), 3, 7);
  expect(await counts()).toEqual({
    all: 7,
    replied: 2,
    unreplied: 4,
    hold: 1,
    resolved: 2,
    mine: 2,
    unassigned: 3,
    mentions: 1,
    expiring: 3,
  });
  await until('the changes are folded', async () => (await unfolded()) === 0);
  expect(await counts()).toEqual(await listed());
});

test('INB-13: counts are told for one channel, and mine are those of whoever asks', async () => {
  const all = await counts();
  const direct = await counts(ana, { channelType: 'tiktok_messenger' });
  const comments = await counts(ana, { channelType: 'tiktok_feed' });
  expect(direct.all + comments.all).toBe(all.all);
  expect(await counts(ana, { channelId: messenger })).toEqual(direct);
  expect((await counts(bo)).mine).toBe(2);
});

test("another workspace's tickets are not counted", async () => {
  expect(await counts(stranger)).toEqual(empty);
});
