import { jetstreamManager } from '@nats-io/jetstream';
import type { Msg } from '@nats-io/transport-node';
import { type MessageDefinition, newId, WorkspaceChanged } from '@duet/contracts';
import { heldWriters, holdWrites, until } from '@duet/testing';
import { z } from 'zod';
import { changed, impatient, Parts, workspaceId } from '../test/parts.ts';
import { provision } from './provision.ts';
import { publish, writeOutbox } from './publish.ts';

let parts: Parts;

beforeAll(async () => {
  parts = await Parts.start();
});

afterEach(async () => {
  await parts.rest();
  await parts.harness.sql('TRUNCATE automation.outbox, automation.effects, automation.handled_events');
  const manager = await jetstreamManager(parts.harness.connection);
  await manager.streams.purge(WorkspaceChanged.stream);
});

afterAll(() => parts.stop());

const sent = (): Promise<void> => until('all was sent', async () => (await parts.unsent()) === 0);

/** The versions of each name, in the order in which the stream has them. */
async function byName(): Promise<Record<string, number[]>> {
  const groups = Map.groupBy(await parts.stored(), ({ name }) => name);
  return Object.fromEntries([...groups].map(([name, all]) => [name, all.map(({ version }) => version)]));
}

test('what rolls back is never published', async () => {
  await parts.relay();
  const failure = parts.database.asWorker(async (tx) => {
    await writeOutbox(tx, [changed('rolled back')]);
    throw new Error('changed my mind');
  });
  await expect(failure).rejects.toThrow('changed my mind');
  await parts.write(['committed']);
  await sent();
  expect(await byName()).toEqual({ committed: [0] });
});

test('data that its own schema refuses never reaches the outbox', async () => {
  const broken = { ...changed('x'), data: { name: 'x', plan: 'golden', version: 1 } };
  await expect(parts.database.asWorker((tx) => writeOutbox(tx, [changed('neighbour'), broken]))).rejects.toThrow();
  expect(await parts.unsent()).toBe(0);
});

test('H8: two replicas publish everything once, and each key in order', async () => {
  const relays = [await parts.relay(), await parts.relay()];
  const keys = ['a', 'b', 'c', 'd', 'e', 'f'];
  for (let round = 0; round < 10; round++) {
    await parts.database.asWorker((tx) =>
      writeOutbox(
        tx,
        keys.flatMap((key) => [changed(key, round * 2), changed(key, round * 2 + 1)]),
      ),
    );
    relays[round % 2]?.wake();
  }
  await sent();
  const inOrder = Array.from({ length: 20 }, (_, version) => version);
  expect(await byName()).toEqual(Object.fromEntries(keys.map((key) => [key, inOrder])));
});

test('H8: of one key one message is on its way, of different keys many', async () => {
  const manager = await jetstreamManager(parts.harness.connection);
  await manager.streams.add({ name: 'PROBE', subjects: ['unused'] });
  const Probed: MessageDefinition = {
    kind: 'evt',
    owner: 'automation',
    type: 'automation.probe.sent',
    subject: 'probe',
    stream: 'PROBE',
    data: z.object({ key: z.string(), n: z.number() }),
    key: (data) => z.object({ key: z.string() }).parse(data).key,
  };
  const arrived: { message: Msg; name: string }[] = [];
  parts.harness.connection.subscribe('probe.>', {
    callback: (_error, message) => {
      const { key, n } = message.json<{ key: string; n: number }>();
      arrived.push({ message, name: `${key}${n}` });
    },
  });
  await parts.harness.connection.flush();
  const cause = { id: newId(), correlationId: newId() };
  await parts.database.asWorker((tx) =>
    writeOutbox(
      tx,
      ['a', 'b', 'c'].flatMap((key) =>
        [1, 2].map((n) => publish(Probed, { workspaceId, cause, occurredAt: new Date(), data: { key, n } })),
      ),
    ),
  );
  await parts.relay();
  const names = (): string[] => arrived.map(({ name }) => name).toSorted();
  await until('the first of each key arrived', () => Promise.resolve(arrived.length >= 3));
  await parts.harness.connection.flush();
  expect(names()).toEqual(['a1', 'b1', 'c1']);
  arrived.find(({ name }) => name === 'b1')?.message.respond(JSON.stringify({ stream: 'PROBE', seq: 1 }));
  await until('the next of that key arrived', () => Promise.resolve(arrived.length >= 4));
  await parts.harness.connection.flush();
  expect(names()).toEqual(['a1', 'b1', 'b2', 'c1']);
  const answered = new Set(['b1']);
  await until('all are answered', async () => {
    for (const { name, message } of arrived.filter((one) => !answered.has(one.name))) {
      answered.add(name);
      message.respond(JSON.stringify({ stream: 'PROBE', seq: answered.size }));
    }
    return (await parts.unsent()) === 0;
  });
  await manager.streams.delete('PROBE');
});

test('a stream that is gone does not hold up the others', async () => {
  await parts.harness.sql(`INSERT INTO automation.stream_state VALUES ('GONE', '2026-01-01T00:00:00Z', 5, 0)`);
  await parts.relay();
  await parts.write(['elsewhere']);
  await sent();
  expect(await byName()).toEqual({ elsewhere: [0] });
  expect(parts.told).toContainEqual({
    message: 'a stream is gone; it has to be provisioned again',
    details: { stream: 'GONE' },
  });
});

test('a relay that dies between publishing and marking leaves one message', async () => {
  await parts.consume();
  const { database, sql } = { database: parts.harness.database, sql: (text: string) => parts.harness.sql(text) };
  const ids = await parts.write(['crash', 'crash', 'other']);
  const release = await holdWrites(database, 'automation.outbox');
  await parts.relay();
  await until('the marking waits', async () => (await heldWriters(database, 'automation.outbox')) === 1);
  await sql(
    `SELECT pg_terminate_backend(pid) FROM pg_locks WHERE NOT granted AND relation = 'automation.outbox'::regclass`,
  );
  await release();
  await sent();
  expect((await parts.stored()).map(({ id }) => id).toSorted()).toEqual(ids.toSorted());
  await until('all took effect', async () => (await parts.effects()).length === 3);
});

test('what is committed while the broker is down for three seconds leaves once it is back', async () => {
  const relay = await parts.relay();
  await parts.write(['before']);
  relay.wake();
  await sent();
  await parts.harness.bus.kill();
  await parts.write(['during', 'during', 'during']);
  relay.wake();
  const end = performance.now() + 3_000;
  await until('three seconds are over', () => Promise.resolve(performance.now() > end));
  expect(await parts.unsent()).toBe(3);
  await parts.harness.bus.restart();
  await sent();
  expect(await byName()).toEqual({ before: [0], during: [0, 1, 2] });
});

test('H10: a broker that lost its disk gets everything unexpired again, and nothing takes effect twice', async () => {
  const relay = await parts.relay();
  await parts.consume();
  const first = await parts.write(['lost', 'lost', 'erased']);
  relay.wake();
  await sent();
  await until('all took effect', async () => (await parts.effects()).length === 3);
  await parts.harness.sql(`UPDATE automation.outbox SET data = NULL WHERE key = 'erased'`);

  await parts.harness.bus.restart({ emptied: true });
  await parts.harness.reconnected();
  await provision(parts.harness.connection, { policy: impatient });
  const [after = ''] = await parts.write(['after']);
  relay.wake();
  await until('the loss was found out', () =>
    Promise.resolve(parts.told.some(({ message }) => message.startsWith('the broker lost this stream'))),
  );
  await sent();
  await until('the later one took effect', async () => (await parts.effects()).includes(after));

  const stored = await parts.stored();
  expect(new Set(stored.map(({ id }) => id))).toEqual(new Set([...first.slice(0, 2), after]));
  const manager = await jetstreamManager(parts.harness.connection);
  const again = await manager.streams.getMessage(WorkspaceChanged.stream, { seq: stored.length });
  expect(again?.header.get('Nats-Msg-Id')).toBe(`${again?.header.get('ce-id')}:1`);
  await parts.harness.drained();
  expect((await parts.effects()).toSorted()).toEqual([...first, after].toSorted());
});

test('H10: a recovery that is interrupted begins anew: no epoch without its messages', async () => {
  const relay = await parts.relay();
  const ids = await parts.write(['lost', 'lost', 'lost']);
  relay.wake();
  await sent();
  const epoch = async (): Promise<number | undefined> => {
    const rows = await parts.harness.sql<{ epoch: number }>(
      `SELECT epoch FROM automation.stream_state WHERE stream = '${WorkspaceChanged.stream}'`,
    );
    return rows[0]?.epoch;
  };
  const before = await epoch();
  await parts.rest();
  await parts.harness.bus.restart({ emptied: true });
  await parts.harness.reconnected();
  await provision(parts.harness.connection, { policy: impatient });

  const { database } = parts.harness;
  const release = await holdWrites(database, 'automation.outbox');
  await parts.relay();
  await until('the recovery waits', async () => (await heldWriters(database, 'automation.outbox')) === 1);
  await parts.harness.sql(
    `SELECT pg_terminate_backend(pid) FROM pg_locks WHERE NOT granted AND relation = 'automation.outbox'::regclass`,
  );
  await until('it ended', async () => (await heldWriters(database, 'automation.outbox')) === 0);
  expect(await epoch()).toBe(before);
  await release();
  await until('all is there again', async () => (await parts.stored()).length === ids.length);
  expect((await parts.stored()).map(({ id }) => id).toSorted()).toEqual(ids.toSorted());
});
