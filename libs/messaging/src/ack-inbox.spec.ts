import type { Msg, NatsConnection } from '@nats-io/transport-node';
import { type Bus, startBus, until } from '@duet/testing';
import { AckInbox, NotStored } from './ack-inbox.ts';
import { connectToBroker } from './connection.ts';

let bus: Bus;
let connection: NatsConnection;
/** Stands where a stream stands and acknowledges when the test says so. */
let stream: NatsConnection;
let arrived: Msg[] = [];

const ack = (message: Msg | undefined, seq = 1): boolean =>
  message?.respond(JSON.stringify({ stream: 'PROBE', seq })) ?? false;

beforeAll(async () => {
  bus = await startBus();
  connection = await connectToBroker(bus.url, 'publisher');
  stream = await connectToBroker(bus.url, 'stream');
  stream.subscribe('probe', { callback: (_error, message) => void arrived.push(message) });
  await stream.flush();
});

beforeEach(() => (arrived = []));

afterAll(async () => {
  await connection.close();
  await stream.close();
  await bus.stop();
});

test('an acknowledgement says where the message stands', async () => {
  const inbox = new AckInbox(connection);
  const stored = inbox.publish('probe', '{}', { 'ce-id': 'x' });
  await until('it arrived', () => Promise.resolve(arrived.length === 1));
  expect(arrived[0]?.headers?.get('ce-id')).toBe('x');
  arrived[0]?.respond(JSON.stringify({ stream: 'PROBE', seq: 7, duplicate: true }));
  await expect(stored).resolves.toEqual({ stream: 'PROBE', seq: 7, duplicate: true });
  inbox.close();
});

test('no more messages wait for an acknowledgement than allowed', async () => {
  const inbox = new AckInbox(connection, { maxInFlight: 2 });
  const all = ['a', 'b', 'c', 'd', 'e'].map((payload) => inbox.publish('probe', payload, {}));
  await until('two arrived', () => Promise.resolve(arrived.length === 2));
  await stream.flush();
  expect(arrived.map((message) => message.string())).toEqual(['a', 'b']);
  for (let count = 1; count <= 5; count++) {
    ack(arrived[count - 1], count);
    await until('the next arrived', () => Promise.resolve(arrived.length === Math.min(5, count + 2)));
  }
  expect((await Promise.all(all)).map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5]);
  inbox.close();
});

test('an acknowledgement that comes too late lets nobody else in', async () => {
  const inbox = new AckInbox(connection, { maxInFlight: 1, timeoutMs: 1 });
  await expect(inbox.publish('probe', 'slow', {})).rejects.toThrow('no acknowledgement in time');
  const [slow] = arrived;
  const second = inbox.publish('probe', 'second', {}).catch((error: unknown) => error);
  const third = inbox.publish('probe', 'third', {}).catch((error: unknown) => error);
  ack(slow);
  await connection.flush();
  await stream.flush();
  expect(arrived.map((message) => message.string())).not.toContain('third');
  await Promise.all([second, third]);
  inbox.close();
});

test('a refusal, an empty answer and nonsense are not taken for a stored message', async () => {
  const inbox = new AckInbox(connection);
  const answers = ['{"error":{"code":503,"description":"maximum bytes exceeded"}}', '{}', 'nonsense'];
  const failures = answers.map((answer) => inbox.publish('probe', answer, {}).catch((error: unknown) => error));
  await until('all arrived', () => Promise.resolve(arrived.length === 3));
  for (const message of arrived) message.respond(message.string());
  expect(await Promise.all(failures)).toEqual([
    new NotStored('503: maximum bytes exceeded'),
    new NotStored('the acknowledgement is empty'),
    new NotStored('the acknowledgement was not understood'),
  ]);
  inbox.close();
});

test('where no stream listens the publisher knows at once', async () => {
  const inbox = new AckInbox(connection);
  await expect(inbox.publish('nobody.listens', '{}', {})).rejects.toThrow('no stream takes this subject');
  inbox.close();
});

test('a closed connection refuses, and a closed inbox leaves nobody waiting', async () => {
  const own = await connectToBroker(bus.url, 'short-lived');
  const inbox = new AckInbox(own, { maxInFlight: 1 });
  const waiting = ['first', 'queued', 'queued too'].map((payload) =>
    inbox.publish('probe', payload, {}).catch((error: unknown) => error),
  );
  inbox.close();
  expect(await Promise.all(waiting)).toEqual(waiting.map(() => new NotStored('the publisher stopped')));
  await expect(inbox.publish('probe', 'later', {})).rejects.toThrow('the publisher stopped');

  const second = new AckInbox(own);
  await own.close();
  await expect(second.publish('probe', '{}', {})).rejects.toThrow('the connection to the broker is closed');
  second.close();
});
