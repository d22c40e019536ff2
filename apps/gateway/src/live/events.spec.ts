import { jetstreamManager } from '@nats-io/jetstream';
import { MessageAdded, newId, TicketOpened, TicketWindowChanged } from '@duet/contracts';
import { until } from '@duet/testing';
import { Listener, listenWithoutReading } from '../../test/listen.ts';
import { messageView, ticketView } from '../../test/samples.ts';
import { startGateway, type TestGateway } from '../../test/start-gateway.ts';
import { defineGateway } from '../service.ts';
import { TicketFeed } from './ticket-feed.ts';

const EVENTS_HELD = 20;
let gateway: TestGateway;
let shop: string;
let other: string;
let bearer: string;
let stranger: string;
const listeners: Listener[] = [];

beforeEach(async () => {
  gateway = await startGateway({ EVENTS_HELD });
  shop = await gateway.createWorkspace('olga@shop.test');
  other = await gateway.createWorkspace('other@shop.test');
  bearer = await gateway.createApiKey(shop, 'agent');
  stranger = await gateway.createApiKey(other, 'agent');
});
afterEach(async () => {
  for (const listener of listeners.splice(0)) listener.close();
  await gateway.stop();
});

async function listen(credentials: { bearer: string } | { cookie: string }, lastId?: string): Promise<Listener> {
  const listener = await Listener.open(gateway.gateway.url, {
    ...('bearer' in credentials ? { authorization: `Bearer ${credentials.bearer}` } : credentials),
    ...(lastId === undefined ? {} : { 'last-event-id': lastId }),
  });
  listeners.push(listener);
  return listener;
}

let sequence = 0;
const change = (workspaceId: string) =>
  gateway.harness.publish(TicketWindowChanged, {
    workspaceId,
    sequence: ++sequence,
    data: { ticketId: newId(), window: { expiresAt: '2026-11-21T12:00:00.000Z', remaining: 9 } },
  });
/** In this order: one connection keeps it. */
const changes = (workspaceId: string, count: number): Promise<string[]> =>
  Promise.all(Array.from({ length: count }, () => change(workspaceId)));
const yesOrNo = [() => true, () => false] as const;
const idsOf = (listener: Listener): string[] => listener.events.map(({ id }) => id);

test('a stream says hello with the time and its place, and shows each event as it happens', async () => {
  const listener = await listen({ bearer });
  const hello = await listener.heardNamed('hello');
  expect(listener.response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
  expect(listener.response.headers.get('cache-control')).toBe('no-store');
  expect(hello.id).toMatch(/^[0-9a-z]+-\d+$/);
  expect(Math.abs(Date.parse(JSON.parse(hello.data).serverTime) - Date.now())).toBeLessThan(10_000);

  const ticket = ticketView();
  const occurredAt = new Date('2026-11-21T12:00:00.123Z');
  const data = { ticketId: ticket.id, ticket, origin: 'live' } as const;
  const id = await gateway.harness.publish(TicketOpened, { workspaceId: shop, sequence: 7, occurredAt, data });
  await listener.heard(1);
  expect(listener.events).toEqual([
    {
      id,
      type: 'ticketing.ticket.opened',
      occurredAt: '2026-11-21T12:00:00.123Z',
      workspaceId: shop,
      sequence: 7,
      data,
    },
  ]);
});

test('a new stream begins now: what happened before is fetched, not streamed', async () => {
  await changes(shop, 3);
  const listener = await listen({ bearer });
  await listener.heardNamed('hello');
  const [id] = await changes(shop, 1);
  await listener.heard(1);
  expect(idsOf(listener)).toEqual([id]);
});

test('two workspaces never hear each other, and all of one workspace hear the same', async () => {
  const [first, second, foreign] = [
    await listen({ bearer }),
    await listen({ bearer }),
    await listen({ bearer: stranger }),
  ];
  await Promise.all([first, second, foreign].map((listener) => listener.heardNamed('hello')));
  const mine: string[] = [];
  const theirs: string[] = [];
  for (let turn = 0; turn < 10; turn += 1) {
    mine.push(await change(shop));
    theirs.push(await change(other));
  }
  await Promise.all([first, second, foreign].map((listener) => listener.heard(10)));
  expect(idsOf(first)).toEqual(mine);
  expect(idsOf(second)).toEqual(mine);
  expect(idsOf(foreign)).toEqual(theirs);
});

test('a client that comes back hears what it missed, once and in order', async () => {
  const before = await listen({ bearer });
  await before.heardNamed('hello');
  const seen = await changes(shop, 2);
  await before.heard(2);
  before.close();
  const missed = await changes(shop, 5);
  await changes(other, 5);
  const after = await listen({ bearer }, before.lastId);
  await after.heard(5);
  const live = await changes(shop, 1);
  await after.heard(6);
  expect(idsOf(before)).toEqual(seen);
  expect(idsOf(after)).toEqual([...missed, ...live]);
  expect(after.frames.map(({ event }) => event)).not.toContain('reset');
});

test('a client that heard only hello before it was interrupted misses nothing either', async () => {
  const before = await listen({ bearer });
  await before.heardNamed('hello');
  before.close();
  const missed = await changes(shop, 2);
  const after = await listen({ bearer }, before.lastId);
  await after.heard(2);
  expect(idsOf(after)).toEqual(missed);
});

test('what memory no longer holds is read from the stream, however much other workspaces did meanwhile', async () => {
  const before = await listen({ bearer });
  await before.heardNamed('hello');
  before.close();
  const missed = await changes(shop, EVENTS_HELD);
  await changes(other, EVENTS_HELD * 2);
  missed.push(...(await changes(shop, EVENTS_HELD * 2)));
  const after = await listen({ bearer }, before.lastId);
  const live = await changes(shop, 3);
  await after.heard(missed.length + live.length);
  expect(idsOf(after)).toEqual([...missed, ...live]);
});

test('a gateway that just started replays from the stream', async () => {
  const before = await listen({ bearer });
  await before.heardNamed('hello');
  before.close();
  const missed = await changes(shop, 4);
  const sibling = await gateway.harness.boot(defineGateway(gateway.config));
  const headers = { authorization: `Bearer ${bearer}`, 'last-event-id': before.lastId };
  await until('the sibling is ready', async () => {
    const probe = await Listener.open(sibling.url, headers);
    probe.close();
    return probe.response.status === 200;
  });
  const after = await Listener.open(sibling.url, headers);
  listeners.push(after);
  await after.heard(4);
  expect(idsOf(after)).toEqual(missed);
});

test.each(['another-epoch', 'zzz-1', 'nonsense'])(
  'a client with the place %j must fetch anew and goes on',
  async (place) => {
    await changes(shop, 2);
    const listener = await listen({ bearer }, place);
    const reset = await listener.heardNamed('reset');
    expect(reset.id).toMatch(/^[0-9a-z]+-2$/);
    const live = await changes(shop, 1);
    await listener.heard(1);
    expect(idsOf(listener)).toEqual(live);
  },
);

test('a place beyond the end of the stream is no place of it', async () => {
  const first = await listen({ bearer });
  const { id = '' } = await first.heardNamed('hello');
  const listener = await listen({ bearer }, id.replace(/\d+$/, '4711'));
  await listener.heardNamed('reset');
});

test('a client whose missed events are gone from the stream must fetch anew', async () => {
  const before = await listen({ bearer });
  await before.heardNamed('hello');
  before.close();
  await changes(shop, EVENTS_HELD + 5);
  const manager = await jetstreamManager(gateway.harness.connection);
  await manager.streams.purge(TicketWindowChanged.stream, { seq: 4 });
  const after = await listen({ bearer }, before.lastId);
  await after.heardNamed('reset');
  expect(after.events).toEqual([]);
});

test('more than a client can be asked to take in is not read', async () => {
  const ids = await changes(shop, 5);
  await changes(other, 5);
  const { stream } = gateway.gateway.app.get(TicketFeed);
  expect((await stream.read(shop, 0, 11, 5))?.map(({ json }) => JSON.parse(json).id)).toEqual(ids);
  expect(await stream.read(shop, 0, 11, 4)).toBeNull();
});

test('a message that is no event of ours is passed over', async () => {
  const listener = await listen({ bearer });
  await listener.heardNamed('hello');
  gateway.harness.connection.publish(`evt.ticketing.ticket.opened.v1.${shop}`, 'no json');
  const [id] = await changes(shop, 1);
  await listener.heard(1);
  expect(idsOf(listener)).toEqual([id]);
});

test('a broker that restarts costs no event', async () => {
  const listener = await listen({ bearer });
  await listener.heardNamed('hello');
  const before = await changes(shop, 3);
  await listener.heard(3);
  await gateway.harness.bus.restart();
  const manager = await jetstreamManager(gateway.harness.connection, { checkAPI: false, timeout: 500 });
  const isBack = () => manager.streams.info(TicketWindowChanged.stream).then(...yesOrNo);
  await until('the broker answers again', isBack, 20_000);
  const after = await changes(shop, 4);
  await listener.heard(3 + after.length);
  expect(idsOf(listener)).toEqual([...before, ...after]);
  expect(listener.frames.map(({ event }) => event)).not.toContain('reset');
});

test('a stream that was lost and made anew tells every client to fetch anew, and goes on', async () => {
  const listener = await listen({ bearer });
  const hello = await listener.heardNamed('hello');
  await changes(shop, 3);
  await listener.heard(3);
  const manager = await jetstreamManager(gateway.harness.connection);
  const { config } = await manager.streams.info(TicketWindowChanged.stream);
  await manager.streams.delete(config.name);
  await manager.streams.add(config);
  const reset = await listener.heardNamed('reset');
  expect(reset.id?.split('-')[0]).not.toBe(hello.id?.split('-')[0]);
  const after = await changes(shop, 2);
  await listener.heard(5);
  expect(idsOf(listener).slice(3)).toEqual(after);
});

test('signing out ends the stream within five seconds', async () => {
  const cookie = await gateway.signIn('olga@shop.test');
  const [leaving, staying] = [await listen({ cookie }), await listen({ bearer })];
  await Promise.all([leaving.heardNamed('hello'), staying.heardNamed('hello')]);
  await gateway.call('DELETE', '/api/v1/session', { cookie });
  await leaving.ended(5_000);
  expect(staying.isOpen).toBe(true);
  expect((await listen({ cookie })).response.status).toBe(401);
});

test('a revoked key and a person who left lose their streams too', async () => {
  await gateway.run('add-person', '--workspace', shop, '--email', 'ben@shop.test', '--name', 'Ben', '--role', 'agent');
  const [byKey, byPerson] = [await listen({ bearer }), await listen({ cookie: await gateway.signIn('ben@shop.test') })];
  await Promise.all([byKey.heardNamed('hello'), byPerson.heardNamed('hello')]);
  await gateway.harness.sql('UPDATE gateway.api_keys SET revoked_at = now() WHERE workspace_id = $1', [shop]);
  await gateway.harness.sql(`UPDATE gateway.memberships SET active = false WHERE role = 'agent'`);
  await Promise.all([byKey.ended(5_000), byPerson.ended(5_000)]);
});

test('a client that does not read is cut off and hurts nobody; it can come back for what it missed', async () => {
  const [healthy, start] = [await listen({ bearer }), await listen({ bearer })];
  const { id: place = '' } = await start.heardNamed('hello');
  const silent = await listenWithoutReading(gateway.gateway.url, bearer);
  const text = 'x'.repeat(400_000);
  const total = 60;
  for (let turn = 0; turn < total; turn += 1) {
    const message = messageView({ content: { type: 'text', text } });
    const data = { ticketId: newId(), channelId: newId(), channelType: 'plain', message, origin: 'live' } as const;
    await gateway.harness.publish(MessageAdded, { workspaceId: shop, sequence: turn + 1, data });
  }
  await healthy.heard(total);
  await silent.cutOff();
  const back = await listen({ bearer }, place);
  await back.heard(total);
  expect(back.events.map(({ sequence: number }) => number)).toEqual(
    Array.from({ length: total }, (_, index) => index + 1),
  );
});

test('a gateway that stops ends its streams instead of waiting for them', async () => {
  const listener = await listen({ bearer });
  await listener.heardNamed('hello');
  const stopping = gateway.gateway.stop();
  await listener.ended(5_000);
  await stopping;
});
