import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import { type NatsConnection, connect } from '@nats-io/transport-node';
import { type Bus, startBus } from './bus.ts';

let bus: Bus;

beforeEach(async () => {
  bus = await startBus();
});

afterEach(() => bus.stop());

async function connected<T>(use: (connection: NatsConnection) => Promise<T>): Promise<T> {
  const connection = await connect({ servers: bus.url, reconnect: false });
  try {
    return await use(connection);
  } finally {
    await connection.close();
  }
}

function publishOne(): Promise<void> {
  return connected(async (connection) => {
    await (await jetstreamManager(connection)).streams.add({ name: 'FACTS', subjects: ['facts.>'] });
    await jetstream(connection).publish('facts.one', 'kept');
  });
}

function storedMessages(): Promise<Record<string, number>> {
  return connected(async (connection) => {
    const streams = await (await jetstreamManager(connection)).streams.list().next();
    return Object.fromEntries(streams.map(({ config, state }) => [config.name, state.messages]));
  });
}

test('a restart keeps the address and what is stored', async () => {
  await publishOne();
  await bus.restart();
  expect(await storedMessages()).toEqual({ FACTS: 1 });
});

test('a killed bus refuses connections until it is restarted', async () => {
  await publishOne();
  await bus.kill();
  await expect(storedMessages()).rejects.toThrow(/refused/i);
  await bus.restart();
  expect(await storedMessages()).toEqual({ FACTS: 1 });
});

test('an emptied restart comes back without streams', async () => {
  await publishOne();
  await bus.restart({ emptied: true });
  expect(await storedMessages()).toEqual({});
});

test('two buses do not hear each other', async () => {
  const other = await startBus();
  try {
    await publishOne();
    expect(other.url).not.toBe(bus.url);
    const elsewhere = await connect({ servers: other.url });
    expect(await (await jetstreamManager(elsewhere)).streams.list().next()).toEqual([]);
    await elsewhere.close();
  } finally {
    await other.stop();
  }
});
