import { z } from 'zod';
import { Timestamp } from './content.ts';

/** Which comments are hidden as they come in. */
export const HideRuleMatch = z.object({
  /** Words or phrases, in whatever case; one of them is enough. */
  words: z.array(z.string().trim().min(1).max(60)).min(1).max(100),
  /** `ad` then does not catch `add`. */
  wholeWords: z.boolean(),
  /** Null: on every channel. */
  channelId: z.uuid().nullable(),
});
export type HideRuleMatch = z.infer<typeof HideRuleMatch>;

export const HideRuleView = HideRuleMatch.extend({
  id: z.uuid(),
  name: z.string(),
  isOn: z.boolean(),
  /** Comments that it has hidden so far. */
  caught: z.number().int(),
});
export type HideRuleView = z.infer<typeof HideRuleView>;

/** What a rule would have caught among the newest comments. */
export const HideRuleTrial = z.object({
  looked: z.number().int(),
  /** When the oldest of them was written; null where there is none. */
  since: Timestamp.nullable(),
  matches: z.number().int(),
  /** The newest of them. */
  examples: z.array(z.object({ id: z.uuid(), author: z.string().nullable(), text: z.string(), sentAt: Timestamp })),
});
export type HideRuleTrial = z.infer<typeof HideRuleTrial>;

/** Makes the question whether a text holds one of the words: case, width and runs of spaces do not matter. */
export function catcher({ words, wholeWords }: Pick<HideRuleMatch, 'words' | 'wholeWords'>): (text: string) => boolean {
  const any = words.map((word) => escaped(folded(word))).join('|');
  const pattern = new RegExp(wholeWords ? `(?<![\\p{L}\\p{N}])(?:${any})(?![\\p{L}\\p{N}])` : any, 'u');
  return (text) => pattern.test(folded(text));
}

const escaped = (text: string): string => text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&');

const folded = (text: string): string => text.normalize('NFKC').toLowerCase().replaceAll(/\s+/g, ' ').trim();
