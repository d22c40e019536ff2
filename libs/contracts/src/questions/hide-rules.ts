import { z } from 'zod';
import { defineQuestion } from '../define.ts';
import { HideRuleMatch, HideRuleTrial, HideRuleView } from '../hide-rule.ts';

const askedBy = ['gateway'] as const;
const name = z.string().trim().min(1).max(60);
const match = HideRuleMatch.shape;

/** Rules that hide customers' comments as they come in, by name. */
export const HideRuleList = defineQuestion('ticketing.hide-rule.list', {
  request: z.object({}),
  answer: z.object({ rules: z.array(HideRuleView) }),
  askedBy,
});

export const HideRuleAdd = defineQuestion('ticketing.hide-rule.add', {
  request: z.object({
    name,
    words: match.words,
    wholeWords: match.wholeWords.default(true),
    channelId: match.channelId.default(null),
    isOn: z.boolean().default(false),
  }),
  answer: HideRuleView,
  writes: true,
  askedBy,
});

export const HideRuleChange = defineQuestion('ticketing.hide-rule.change', {
  request: HideRuleMatch.extend({ name, isOn: z.boolean() }).partial().extend({ id: z.uuid() }),
  answer: HideRuleView,
  writes: true,
  askedBy,
});

/** Answers what it was. What it has hidden stays hidden. */
export const HideRuleRemove = defineQuestion('ticketing.hide-rule.remove', {
  request: z.object({ id: z.uuid() }),
  answer: HideRuleView,
  writes: true,
  askedBy,
});

/** What a rule would have caught among the newest 20,000 comments, without touching any. */
export const HideRuleTry = defineQuestion('ticketing.hide-rule.try', {
  request: HideRuleMatch.partial({ wholeWords: true, channelId: true }),
  answer: HideRuleTrial,
  deadlineMs: 10_000,
  askedBy,
});
