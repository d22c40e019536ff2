import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import { headers as natsHeaders } from '@nats-io/transport-node';
import { newId, WorkspaceChanged } from '@duet/contracts';
import { until } from '@duet/testing';
import { changed, type Heard, impatient, keep, Parts, reaction, workspaceId } from '../test/parts.ts';

let parts: Parts;

beforeAll(async () => {
  parts = await Parts.start();
});

afterEach(async () => {
  await parts.rest();
  await parts.harness.sql(
    'TRUNCATE automation.outbox, automation.effects, automation.handled_events, automation.handler_faults, automation.dead_letters',
  );
});

afterAll(() => parts.stop());

const send = (name: string, id: string = newId()): Promise<string> =>
  parts.harness.publish(WorkspaceChanged, { workspaceId, id, data: { name, plan: 'free', version: 1 } });

/** Nothing waits and nothing is unacknowledged. */
const acknowledged = async (): Promise<void> => {
  const manager = await jetstreamManager(parts.harness.connection);
  await until('all is acknowledged', async () => {
    const { num_pending, num_ack_pending } = await manager.consumers.info(reaction.stream, reaction.durable);
    return num_pending + num_ack_pending === 0;
  });
};

const faults = (): Promise<{ event_id: string; faults: number }[]> =>
  parts.harness.sql('SELECT event_id, faults FROM automation.handler_faults');

test('an event takes effect, its consequence is published by the same commit, and its copies do nothing', async () => {
  await parts.consume(async (events, tx) => {
    await keep(events, tx);
    return events.map(() => changed('a consequence'));
  });
  const id = await send('once');
  await send('once', id);
  await acknowledged();
  await send('once', id);
  await acknowledged();
  expect(await parts.effects()).toEqual([id]);
  expect(await parts.unsent()).toBe(1);
});

test('H5: a connection lost in the middle of a handler is no fault of the event', async () => {
  let interruptions = 0;
  await parts.consume(async (events, tx) => {
    if (interruptions < impatient.maxFaults + 1) {
      interruptions += 1;
      const [own] = await tx.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
      await parts.harness.sql('SELECT pg_terminate_backend($1)', [own?.pid]);
      const gone = 'SELECT 1 FROM pg_stat_activity WHERE pid = $1';
      await until('the session ended', async () => (await parts.harness.sql(gone, [own?.pid])).length === 0);
    }
    return keep(events, tx);
  });
  const id = await send('interrupted');
  await acknowledged();
  expect(await parts.effects()).toEqual([id]);
  expect(await faults()).toEqual([]);
});

test('H5: a deadlock is no fault of the event either', async () => {
  let tries = 0;
  await parts.consume(async (events, tx) => {
    tries += 1;
    if (tries <= impatient.maxFaults + 1) {
      await tx.query(`DO $$ BEGIN RAISE EXCEPTION 'deadlock detected' USING ERRCODE = '40P01'; END $$`);
    }
    return keep(events, tx);
  });
  const id = await send('locked');
  await acknowledged();
  expect(await parts.effects()).toEqual([id]);
  expect(await faults()).toEqual([]);
});

test('H5: an event ends as a dead letter after its own faults, whatever its error says', async () => {
  await parts.consume(() => Promise.reject(new Error(`strange: \0 and \uD800`)));
  const id = await send('poison');
  await acknowledged();
  expect(await parts.deadLetters()).toEqual([
    { event_id: id, cause: 'Error: strange:  and \uFFFD', attempts: impatient.maxFaults },
  ]);
});

test('an event whose effect the database refuses does not hold up its neighbours', async () => {
  const seen: number[] = [];
  await parts.consume((events: readonly Heard[], tx) => {
    seen.push(events.length);
    return keep(events, tx);
  });
  const before = await send('before');
  const poison = await send('a name with \0 in it');
  const after = await send('after');
  await acknowledged();
  expect((await parts.effects()).toSorted()).toEqual([before, after].toSorted());
  expect(await parts.deadLetters()).toEqual([
    { event_id: poison, cause: expect.stringContaining('invalid byte sequence'), attempts: impatient.maxFaults },
  ]);
});

test('a message that nobody can read becomes a dead letter at once', async () => {
  await parts.consume();
  const broken = natsHeaders();
  broken.set('ce-id', 'not an id');
  await jetstream(parts.harness.connection).publish(`${WorkspaceChanged.subject}.${workspaceId}`, '{}', {
    headers: broken,
  });
  const id = await send('its neighbour');
  await acknowledged();
  expect(await parts.effects()).toEqual([id]);
  expect(await parts.deadLetters()).toEqual([
    expect.objectContaining({ cause: 'MalformedMessage: header ce-type is missing' }),
  ]);
});

test('a consumer that is stopped hands back what it has not begun', async () => {
  let open: () => void = () => undefined;
  const gate = new Promise<void>((resolve) => (open = resolve));
  let begun = 0;
  const first = await parts.consume(async (events, tx) => {
    begun += events.length;
    await gate;
    return keep(events, tx);
  });
  const [one] = [await send('in hand')];
  await until('the first batch is in hand', () => Promise.resolve(begun === 1));
  const waiting = [await send('waiting'), await send('waiting too')];
  const stopped = first.stop();
  open();
  await stopped;
  expect(await parts.effects()).toEqual([one]);
  await parts.consume();
  await acknowledged();
  expect((await parts.effects()).toSorted()).toEqual([one, ...waiting].toSorted());
});
