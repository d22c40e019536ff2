import fc from 'fast-check';

/** What may happen in one conversation. `which` picks among those that something can happen to; without any nothing does. */
export type Step =
  | { readonly do: 'customer writes' | 'app writes'; readonly isHeard: boolean }
  | { readonly do: 'reply'; readonly isRepeated: boolean; readonly bringsInbound: boolean }
  | { readonly do: 'claim' | 'reach TikTok' | 'die' | 'hear' | 'look up' | 'send again'; readonly which: number }
  | { readonly do: 'answer'; readonly which: number; readonly how: 'clear' | 'lost' | 'too often' };

const which = fc.nat({ max: 20 });
const just = <Do extends 'claim' | 'reach TikTok' | 'die' | 'hear' | 'look up' | 'send again'>(what: Do) =>
  fc.record({ do: fc.constant(what), which });

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constant('customer writes'), isHeard: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('app writes'), isHeard: fc.boolean() }) },
  {
    weight: 8,
    arbitrary: fc.record({ do: fc.constant('reply'), isRepeated: fc.boolean(), bringsInbound: fc.boolean() }),
  },
  { weight: 14, arbitrary: just('claim') },
  { weight: 12, arbitrary: just('reach TikTok') },
  {
    weight: 12,
    arbitrary: fc.record({
      do: fc.constant('answer'),
      which,
      how: fc.constantFrom('clear', 'clear', 'lost', 'too often'),
    }),
  },
  { weight: 2, arbitrary: just('die') },
  { weight: 5, arbitrary: just('hear') },
  { weight: 3, arbitrary: just('look up') },
  { weight: 3, arbitrary: just('send again') },
);

/** Long enough for an eleventh message: a full window is in every third story or so. */
export const quotaStory = fc.record({
  /** So many replies are sent and answered before the story begins. */
  sent: fc.nat({ max: 10 }),
  steps: fc.array(step, { minLength: 1, maxLength: 60 }),
});
export type QuotaStory = typeof quotaStory extends fc.Arbitrary<infer Story> ? Story : never;
