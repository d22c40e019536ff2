import {
  type Actor,
  AuditList,
  newId,
  type SavedView,
  TicketList,
  TicketReply,
  ViewsGet,
  ViewsSet,
} from '@duet/contracts';
import { ana, World } from '../../test/world.ts';

const bo: Actor = { ...ana, id: newId(), name: 'Bo' };
const cleo: Actor = { ...ana, id: newId(), name: 'Cleo', role: 'supervisor' };
const stranger: Actor = { ...cleo, id: newId(), workspaceId: newId() };
const view = (name: string): SavedView => ({
  id: newId(),
  name,
  filter: {
    show: 'unreplied',
    who: 'mine',
    channel: 'tiktok_feed',
    sla: 'any',
    tag: newId(),
    team: 'any',
    priority: 'urgent',
    order: 'oldest',
  },
});

let world: World;
beforeAll(async () => {
  world = await World.start();
});
afterAll(() => world.harness.stop());

const get = (actor: Actor) => world.harness.ask(ViewsGet, {}, actor);
const set = (actor: Actor, views: SavedView[], version: number, isShared = false) =>
  world.harness.ask(ViewsSet, { views, version, isShared }, actor);

test('everybody keeps views of their own in their order, and sees those of the workspace', async () => {
  const [first, second, shared] = [view('Срочные 🔥'), view('Waiting'), view('Everybody')];
  await set(ana, [first, second], 0);
  await set(ana, [second, { ...first, name: 'Renamed' }], 1);
  await set(cleo, [shared], 0, true);
  expect(await get(ana)).toEqual({
    shared: { views: [shared], version: 1 },
    own: { views: [second, { ...first, name: 'Renamed' }], version: 2 },
  });
  expect(await get(bo)).toEqual({ shared: { views: [shared], version: 1 }, own: { views: [], version: 0 } });
  expect(await get(stranger)).toMatchObject({ shared: { views: [] }, own: { views: [] } });
  const { entries } = await world.harness.ask(AuditList, { action: 'shared_views_set' }, cleo);
  expect(entries.map(({ actor }) => actor.name)).toEqual(['Cleo']);
});

test('views of the workspace are kept by supervisors, and nobody overwrites a colleague', async () => {
  await expect(set(ana, [], 0, true)).rejects.toMatchObject({ code: 'forbidden' });
  const { shared } = await get(cleo);
  await set(cleo, [view('New')], shared.version, true);
  await expect(set({ ...cleo, id: newId() }, [], shared.version, true)).rejects.toMatchObject({
    code: 'changed_meanwhile',
  });
  const twice = view('Twice');
  await expect(set(bo, [twice, twice], 0)).rejects.toMatchObject({ code: 'bad_request' });
});

test('tickets are listed by who has waited longest too, page by page', async () => {
  const tickets = [await world.writes(newId()), await world.writes(newId()), await world.writes(newId())];
  await world.harness.ask(TicketReply, { id: tickets[1]?.id ?? '', text: 'Hello' }, ana);
  const first = await world.harness.ask(TicketList, { order: 'oldest', limit: 2 }, ana);
  const second = await world.harness.ask(TicketList, { order: 'oldest', cursor: first.nextCursor ?? '' }, ana);
  const oldestFirst = [...first.tickets, ...second.tickets].map(({ id }) => id);
  const { tickets: newestFirst } = await world.harness.ask(TicketList, {}, ana);
  expect(oldestFirst).toEqual(newestFirst.map(({ id }) => id).toReversed());
  expect(oldestFirst).toEqual(expect.arrayContaining(tickets.map(({ id }) => id)));
});
