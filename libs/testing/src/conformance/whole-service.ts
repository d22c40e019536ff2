import { jetstream } from '@nats-io/jetstream';
import { heldWriters, holdWrites, takeAway } from '../database-faults.ts';
import { until } from '../until.ts';
import { type ConformingReaction, impatient, type Trial } from './trial.ts';

const OUTAGE_MS = 2_000;

/** Everything is committed while the broker is dead: no acknowledgement arrives, and all is delivered again. */
export async function crashed(trial: Trial, all: readonly ConformingReaction[]): Promise<void> {
  const { harness, schemaName } = trial;
  const expected = await references(trial, all);
  const claims = `${schemaName}.handled_events`;
  const release = await holdWrites(harness.database, claims);
  const subjects = await subjectsOf(trial, all);
  await trial.allInHand(all.map(({ reaction }) => reaction));
  await until(
    'every consumer is about to commit',
    async () => (await heldWriters(harness.database, claims)) === all.length,
  );
  const consumed = await consumedBy(trial, all);
  await harness.bus.kill();
  await release();
  await until('everything is committed', async () => (await trial.handled(subjects.ids)) === subjects.ids.length);
  await harness.bus.restart();
  await harness.reconnected();
  await harness.drained();

  expect(await subjects.effects()).toEqual(expected);
  for (const { reaction } of all) expect(await trial.deadLetters(reaction)).toEqual([]);
  const delivered = (await consumedBy(trial, all)) - consumed;
  expect(delivered).toBeGreaterThan(subjects.ids.length);
}

/** The database refuses everybody for longer than every retry and the wait for acknowledgements together. */
export async function outage(trial: Trial, all: readonly ConformingReaction[]): Promise<void> {
  const { harness, schemaName } = trial;
  const expected = await references(trial, all);
  const giveBack = await takeAway(harness.database);
  const subjects = await subjectsOf(trial, all);
  const longestRetryMs = impatient.maxFaults * Math.max(...impatient.faultDelaysMs) + impatient.ackWaitMs;
  expect(OUTAGE_MS).toBeGreaterThan(longestRetryMs);
  const end = performance.now() + OUTAGE_MS;
  await until('all retries would be used up', () => Promise.resolve(performance.now() > end));
  for (const { reaction } of all) expect(await trial.metric('duet_consumer_paused', reaction.durable)).toBe(1);
  await giveBack();
  await harness.drained();

  expect(await subjects.effects()).toEqual(expected);
  for (const { reaction } of all) expect(await trial.deadLetters(reaction)).toEqual([]);
  expect(await harness.sql(`SELECT event_id FROM ${schemaName}.handler_faults`)).toEqual([]);
}

/** An event whose deliveries never end, neither in an acknowledgement nor in a fault. */
export async function lethal(trial: Trial, all: readonly ConformingReaction[]): Promise<void> {
  const { harness } = trial;
  const expected = await references(trial, all);
  await trial.service.stop();
  const killers = new Map<string, { n: number; id: string }>();
  for (const { reaction, sample } of all) {
    const n = trial.fresh();
    const [id = ''] = await trial.publishAll(sample(n).slice(0, 1));
    killers.set(reaction.durable, { n, id });
    // As often as a process took the event and died: deliveries are counted, faults are not.
    const consumer = await jetstream(harness.connection).consumers.get(reaction.stream, reaction.durable);
    for (let deaths = 0; deaths < impatient.lethalDeliveries;) {
      const message = await consumer.next();
      // Two consumers of a service may hear the same events: another one's killer is not ours.
      const isOurs = message?.headers?.get('ce-id') === id;
      if (isOurs) message?.nak();
      else message?.ack();
      if (isOurs) deaths += 1;
    }
  }
  const subjects = await subjectsOf(trial, all);
  await trial.reboot();
  await harness.drained();

  for (const { reaction, effect } of all) {
    const killer = killers.get(reaction.durable);
    expect(await trial.deadLetters(reaction)).toEqual([
      expect.objectContaining({ event_id: killer?.id, cause: expect.stringContaining('it may kill the process') }),
    ]);
    expect(await effect(harness, killer?.n ?? -1)).toEqual(await effect(harness, trial.fresh()));
  }
  expect(await subjects.effects()).toEqual(expected);
}

/** What two samples of each reaction leave behind. */
async function references(trial: Trial, all: readonly ConformingReaction[]): Promise<unknown[]> {
  const left: unknown[] = [];
  for (const one of all) left.push(await trial.reference(one));
  return left.flatMap((one) => [one, one]);
}

/** Publishes two samples of each reaction. */
async function subjectsOf(
  trial: Trial,
  all: readonly ConformingReaction[],
): Promise<{ ids: string[]; effects(): Promise<unknown[]> }> {
  const subjects = all.flatMap((one) => [1, 2].map(() => ({ one, n: trial.fresh() })));
  const ids: string[] = [];
  for (const { one, n } of subjects) ids.push(...(await trial.publishAll(one.sample(n))));
  const effects = async (): Promise<unknown[]> => {
    const left: unknown[] = [];
    for (const { one, n } of subjects) left.push(await one.effect(trial.harness, n));
    return left;
  };
  return { ids, effects };
}

async function consumedBy(trial: Trial, all: readonly ConformingReaction[]): Promise<number> {
  const counts = await Promise.all(
    all.map(({ reaction }) => trial.metric('duet_messages_consumed_total', reaction.durable)),
  );
  return counts.reduce((sum, count) => sum + count, 0);
}
