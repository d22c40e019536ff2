import { jetstream } from '@nats-io/jetstream';
import { newId } from '@duet/contracts';
import fc from 'fast-check';
import { heldWriters, holdWrites, takeAway } from '../database-faults.ts';
import { until } from '../until.ts';
import { malformed } from './malformed.ts';
import { committedAfterLetter, poison } from './poison.ts';
import { type Conformance, type ConformingReaction, impatient, type SampleMessage, Trial } from './trial.ts';

const TIMEOUT_MS = 60_000;
const OUTAGE_MS = 2_000;
/** A whole batch for the first consumer of a service, a part of one for the others. */
const CROWDS = { first: 200, others: 40 } as const;

/** The seed of a failed run, for the same orders again. */
const seed = Number(process.env['DUET_TEST_SEED'] ?? Date.now() % 2 ** 31);

/**
 * The tests that every consumer passes: what it is told twice, out of order, broken, in bad company, or while the
 * broker, the database or the process itself goes away, takes effect exactly once and harms nothing else.
 */
export function describeConformance(conformance: Conformance): void {
  const { service, reactions } = conformance;

  describe(`every consumer of ${service}`, () => {
    let trial: Trial;

    beforeAll(async () => {
      trial = await Trial.start(conformance);
    }, TIMEOUT_MS);

    beforeEach(() => trial.forgetFailures());

    afterAll(() => trial.harness.stop(), TIMEOUT_MS);

    describe.each(reactions.map((one) => [one.reaction.durable, one] as const))('%s', (_durable, one) => {
      const crowd = one === reactions[0] ? CROWDS.first : CROWDS.others;

      test('delivered twice, an event takes effect once', () => deliveredTwice(trial, one), TIMEOUT_MS);
      test('any order and any repetition end in the same state', () => anyOrder(trial, one), TIMEOUT_MS);
      test(
        'what nobody can read becomes a dead letter, and its neighbours are handled',
        () => broken(trial, one),
        TIMEOUT_MS,
      );
      test(`H6: one poison event among ${crowd} harms only itself`, () => poisoned(trial, one, crowd), TIMEOUT_MS);
    });

    test(
      'a crash between commit and acknowledgement, by a broker that is killed, has no second effect',
      () => crashed(trial, reactions),
      TIMEOUT_MS,
    );
    test(
      'H5: a database away for longer than all retries leaves no dead letter',
      () => outage(trial, reactions),
      TIMEOUT_MS,
    );
    test('H5: an event that kills its process again and again is parked', () => lethal(trial, reactions), TIMEOUT_MS);
  });
}

async function deliveredTwice(trial: Trial, { sample, effect }: ConformingReaction): Promise<void> {
  const n = trial.fresh();
  const messages = sample(n);
  const ids = await trial.publishAll(messages);
  await trial.harness.drained();
  const left = await effect(trial.harness, n);
  const told = await trial.consequences(ids);
  for (const [index, message] of messages.entries()) await trial.publish(message, ids[index]);
  await trial.harness.drained();
  expect(await effect(trial.harness, n)).toEqual(left);
  expect(await trial.consequences(ids)).toBe(told);
}

async function anyOrder(trial: Trial, one: ConformingReaction): Promise<void> {
  const expected = await trial.reference(one);
  const indexes = one.sample(trial.fresh()).map((_message, index) => index);
  const everyOne = fc.shuffledSubarray(indexes, { minLength: indexes.length, maxLength: indexes.length });
  const again = fc.array(fc.constantFrom(...indexes), { maxLength: 2 });
  const alone = fc.array(fc.boolean(), { minLength: indexes.length, maxLength: indexes.length });
  const arrivals = fc.asyncProperty(everyOne, again, alone, async (order, repeated, waits) => {
    const n = trial.fresh();
    const messages = one.sample(n);
    const ids = messages.map(() => newId());
    for (const [position, index] of [...order, ...repeated].entries()) {
      const message = messages[index];
      if (message) await trial.publish(message, ids[index]);
      if (waits[position]) await trial.harness.drained();
    }
    await trial.harness.drained();
    expect(await one.effect(trial.harness, n)).toEqual(expected);
  });
  await fc.assert(arrivals, { numRuns: 4, seed, endOnFailure: true });
}

async function broken(trial: Trial, one: ConformingReaction): Promise<void> {
  const expected = await trial.reference(one);
  const [before, after] = [trial.fresh(), trial.fresh()];
  await trial.publishAll(one.sample(before));
  const [model] = one.sample(trial.fresh());
  const variants = model ? malformed(model) : [];
  for (const { headers, payload } of variants) if (model) await trial.publishRaw(model, headers, payload);
  await trial.publishAll(one.sample(after));
  await trial.harness.drained();
  const causes = (await trial.deadLetters(one.reaction)).map(({ cause }) => cause);
  expect(causes).toEqual(variants.map(({ reason }) => expect.stringContaining(reason)));
  for (const n of [before, after]) expect(await one.effect(trial.harness, n)).toEqual(expected);
}

async function poisoned(trial: Trial, one: ConformingReaction, size: number): Promise<void> {
  const { reaction, sample, effect } = one;
  const { harness, schemaName } = trial;
  const nothing = await effect(harness, trial.fresh());
  const crowd = Array.from({ length: size }, () => ({ n: trial.fresh(), id: newId() }));
  const bad = crowd[size / 2];
  if (!bad) throw new Error('there is no crowd');
  const good = crowd.filter((member) => member !== bad);
  const cure = await poison(harness, schemaName, bad.id);
  const release = await holdWrites(harness.database, `${schemaName}.handled_events`);
  const first = (n: number): readonly SampleMessage[] => sample(n).slice(0, 1);
  await Promise.all(crowd.flatMap(({ n, id }) => first(n).map((message) => trial.publish(message, id))));
  await trial.allInHand([reaction]);
  await release();
  await harness.drained();

  const others = good.map(({ id }) => id);
  expect(await trial.handled(others)).toBe(size - 1);
  expect(await committedAfterLetter(harness, schemaName, bad.id, others)).toBe(0);
  expect(await trial.deadLetters(reaction)).toEqual([
    { event_id: bad.id, cause: expect.stringContaining('this event is poison'), attempts: impatient.maxFaults },
  ]);
  expect(await harness.sql(`SELECT event_id, faults FROM ${schemaName}.handler_faults`)).toEqual([
    { event_id: bad.id, faults: impatient.maxFaults },
  ]);
  expect(await effect(harness, bad.n)).toEqual(nothing);

  await cure();
  expect(await trial.retryDeadLetters(reaction.durable)).toBe(1);
  await harness.drained();
  expect(await trial.deadLetters(reaction)).toEqual([]);
  const expected = await effect(harness, bad.n);
  expect(expected).not.toEqual(nothing);
  for (const { n } of crowd) expect(await effect(harness, n)).toEqual(expected);
}

async function crashed(trial: Trial, all: readonly ConformingReaction[]): Promise<void> {
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

async function outage(trial: Trial, all: readonly ConformingReaction[]): Promise<void> {
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

async function lethal(trial: Trial, all: readonly ConformingReaction[]): Promise<void> {
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
    for (let death = 0; death < impatient.lethalDeliveries; death++) (await consumer.next())?.nak();
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
