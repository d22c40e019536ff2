import { DiscardPolicy, jetstreamManager, type JetStreamManager } from '@nats-io/jetstream';
import { nanos, type NatsConnection } from '@nats-io/transport-node';
import { reactions, streams } from '@duet/contracts';
import { type Bus, startBus } from '@duet/testing';
import { connectToBroker } from './connection.ts';
import { policy } from './policy.ts';
import { assertServerIsCurrent, provision, provisioningFaults } from './provision.ts';

let bus: Bus;
let connection: NatsConnection;
let manager: JetStreamManager;

beforeAll(async () => {
  bus = await startBus();
  connection = await connectToBroker(bus.url, 'provisioning');
  manager = await jetstreamManager(connection);
});

beforeEach(() => provision(connection));

afterAll(async () => {
  await connection.close();
  await bus.stop();
});

test('H11: one step makes every stream and every durable of the topology', async () => {
  const made = await manager.streams.list().next();
  expect(made.map(({ config }) => config.name).toSorted()).toEqual(streams.map(({ name }) => name).toSorted());
  for (const { service } of Object.values(reactions)) expect(await provisioningFaults(connection, service)).toEqual([]);
});

test('H9: a stream keeps a week, says no when it is full and knows a repetition for a quarter of an hour', async () => {
  const { config } = await manager.streams.info('EVT_INGESTION');
  expect(config).toMatchObject({
    subjects: ['evt.ingestion.>'],
    retention: 'limits',
    storage: 'file',
    discard: 'new',
    max_age: nanos(7 * 86_400_000),
    duplicate_window: nanos(15 * 60_000),
  });
});

test('H5: a durable never gives up by itself', async () => {
  const { stream, durable } = reactions.takeInMessages;
  const { config } = await manager.consumers.info(stream, durable);
  expect(config).toMatchObject({ max_deliver: -1, ack_policy: 'explicit', ack_wait: nanos(policy.ackWaitMs) });
});

test('running it again changes nothing and loses nothing', async () => {
  await manager.jetstream().publish('evt.gateway.kept', 'x');
  const before = await manager.streams.info('EVT_GATEWAY');
  await provision(connection);
  const after = await manager.streams.info('EVT_GATEWAY');
  expect(after.state.messages).toBe(before.state.messages);
  expect(after.config).toEqual(before.config);
});

test('drift is reported, and the next run mends it', async () => {
  const { stream, durable } = reactions.followChannels;
  await manager.consumers.update(stream, durable, { ack_wait: nanos(1_000) });
  await manager.streams.update(stream, { discard: DiscardPolicy.Old });
  const faults = await provisioningFaults(connection, 'ticketing');
  expect(faults.toSorted()).toEqual([`${stream} has discard old`, `${durable} has another ack_wait`].toSorted());
  await provision(connection);
  expect(await provisioningFaults(connection, 'ticketing')).toEqual([]);
});

test('what is missing is named: a durable, and a stream that a service publishes to', async () => {
  const { stream, durable } = reactions.takeInMessages;
  await manager.consumers.delete(stream, durable);
  expect(await provisioningFaults(connection, 'ticketing')).toEqual([`the durable ${durable} is missing on ${stream}`]);
  await manager.streams.delete('EVT_GATEWAY');
  expect(await provisioningFaults(connection, 'gateway')).toEqual(['the stream EVT_GATEWAY is missing']);
});

test('a server that would drop settings in silence is refused', () => {
  const old = { info: { version: '2.9.25' } } as unknown as NatsConnection;
  expect(() => assertServerIsCurrent(old)).toThrow('nats-server 2.9.25 is too old');
  expect(() => assertServerIsCurrent(connection)).not.toThrow();
});
