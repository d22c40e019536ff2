import { newId } from '@duet/contracts';
import fc from 'fast-check';
import { holdWrites } from '../database-faults.ts';
import { malformed } from './malformed.ts';
import { committedAfterLetter, poison } from './poison.ts';
import { type ConformingReaction, impatient, type SampleMessage, type Trial } from './trial.ts';

/** The seed of a failed run, for the same orders again. */
const seed = Number(process.env['DUET_TEST_SEED'] ?? Date.now() % 2 ** 31);

/** The same event ids again change nothing and tell nothing. */
export async function deliveredTwice(trial: Trial, { sample, effect }: ConformingReaction): Promise<void> {
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

/** Every order, some events twice, in whichever transactions they fall. */
export async function anyOrder(trial: Trial, one: ConformingReaction): Promise<void> {
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

/** Messages that nobody can understand, between good ones. */
export async function broken(trial: Trial, one: ConformingReaction): Promise<void> {
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

/** One event that fails its consumer, in a crowd that must not wait for it; an operator retries it once it is cured. */
export async function poisoned(trial: Trial, one: ConformingReaction, size: number): Promise<void> {
  const { reaction, sample, effect } = one;
  const { harness, schemaName } = trial;
  const nothing = await effect(harness, trial.fresh());
  const crowd = Array.from({ length: size }, () => ({ n: trial.fresh(), id: newId() }));
  const bad = crowd[size / 2];
  if (!bad) throw new Error('there is no crowd');
  const good = crowd.filter((member) => member !== bad);
  const cure = await poison(harness, schemaName, { eventId: bad.id, durable: reaction.durable });
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
  const faults = `SELECT event_id, faults FROM ${schemaName}.handler_faults WHERE durable = $1`;
  expect(await harness.sql(faults, [reaction.durable])).toEqual([{ event_id: bad.id, faults: impatient.maxFaults }]);
  expect(await effect(harness, bad.n)).toEqual(nothing);

  await cure();
  expect(await trial.retryDeadLetters(reaction.durable)).toBe(1);
  await harness.drained();
  expect(await trial.deadLetters(reaction)).toEqual([]);
  const expected = await effect(harness, bad.n);
  expect(expected).not.toEqual(nothing);
  for (const { n } of crowd) expect(await effect(harness, n)).toEqual(expected);
}
