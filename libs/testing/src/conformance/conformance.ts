import { anyOrder, broken, deliveredTwice, poisoned } from './one-consumer.ts';
import { type Conformance, Trial } from './trial.ts';
import { crashed, lethal, outage } from './whole-service.ts';

const TIMEOUT_MS = 60_000;
/** A whole batch for the first consumer of a service, a part of one for the others. */
const CROWDS = { first: 200, others: 40 } as const;

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
