import fc from 'fast-check';
import { AnyOrder } from './any-order.ts';
import { story } from './story.ts';

/** Any order of the same events, any of them repeated, in batches of any size, ends in what the plain telling ends in. */
export function describeAnyOrder(runs: number): void {
  let stage: AnyOrder;

  beforeAll(async () => {
    stage = await AnyOrder.start();
  });
  afterAll(() => stage.stop());

  test('H6, DM-27: a conversation and a thread end in the same state in whatever order and however often their events come, and no message moves back', async () => {
    const chance = fc.infiniteStream(fc.nat({ max: 1_000 }));
    const property = fc.asyncProperty(story, chance, async (told, numbers) => {
      const plain = await stage.begin(told);
      for (const step of plain.steps) await stage.tell(plain, [step]);
      const shuffled = await stage.begin(told);
      const next = (): number => numbers.next().value;
      const steps = shuffled.steps
        .flatMap((step) => (next() % 3 === 0 ? [step, step] : [step]))
        .map((step) => ({ step, place: next() }))
        .sort((a, b) => a.place - b.place)
        .map(({ step }) => step);
      let progress = 0;
      while (steps.length > 0) {
        await stage.tell(shuffled, steps.splice(0, 1 + (next() % 4)));
        const reached = await stage.progress(shuffled);
        expect(reached).toBeGreaterThanOrEqual(progress);
        progress = reached;
      }
      expect(await stage.seen(shuffled)).toEqual(await stage.seen(plain));
    });
    const seed = Number(process.env['DUET_SEED'] ?? Date.now() % 1_000_000_000);
    process.stdout.write(`any order: seed ${seed}, ${runs} runs\n`);
    await fc.assert(property, { numRuns: runs, seed });
  }, 600_000);
}
