import type { WindowPolicyName } from '@duet/contracts';
import fc from 'fast-check';
import { QuotaStage } from './quota-stage.ts';
import { type QuotaStory, quotaStory, type Step } from './quota-story.ts';
import { QuotaTelling } from './quota-telling.ts';

/** A send of which nobody knows whether TikTok took it before or after the message that opened the next window. */
const acrossTwoWindows: QuotaStory = {
  sent: 1,
  steps: [
    { do: 'reply', isRepeated: false, bringsInbound: false },
    { do: 'claim', which: 0 },
    { do: 'customer writes', isHeard: true },
    { do: 'reach TikTok', which: 0 },
    { do: 'answer', which: 0, how: 'lost' },
    ...Array.from({ length: 10 }, (): Step[] => [
      { do: 'reply', isRepeated: false, bringsInbound: true },
      { do: 'claim', which: 0 },
      { do: 'reach TikTok', which: 0 },
      { do: 'answer', which: 0, how: 'clear' },
    ]).flat(),
  ],
};

/** A failure is made as small as it gets in this time. */
const shrinking = { interruptAfterTimeLimit: 600_000, markInterruptAsFailure: true };

/**
 * Whatever happens in a conversation, in whichever order: no message more than TikTok takes by this policy, no second one,
 * nothing moves back.
 */
export function describeQuota(runs: number, policy: WindowPolicyName): void {
  let stage: QuotaStage;

  beforeAll(async () => {
    stage = await QuotaStage.start();
  });
  afterAll(() => stage.stop());

  test(`WIN-03, WIN-22, WIN-25: counted ${policy}, no order of messages, sends, echoes, failures and unknown outcomes makes an eleventh message or a second one, and no status moves back`, async () => {
    const property = fc.asyncProperty(quotaStory, async ({ sent, steps }) => {
      const telling = new QuotaTelling(stage, policy);
      await telling.begin();
      if (sent > 0) await telling.tell({ do: 'customer writes', isHeard: true });
      for (let reply = 0; reply < sent; reply += 1) {
        await telling.tell({ do: 'reply', isRepeated: false, bringsInbound: false });
        for (const what of ['claim', 'reach TikTok'] as const) await telling.tell({ do: what, which: 0 });
        await telling.tell({ do: 'answer', which: 0, how: 'clear' });
      }
      for (const step of steps) await telling.tell(step);
      await telling.end();
    });
    const seed = Number(process.env['DUET_SEED'] ?? Date.now() % 1_000_000_000);
    process.stdout.write(`quota ${policy}: seed ${seed}, ${runs} runs\n`);
    await fc.assert(property, { numRuns: runs, seed, examples: [[acrossTwoWindows]], ...shrinking });
  }, 900_000);
}
