import { capabilityTable, imageRules, type ChannelType } from '@duet/contracts';
import { refusalSentence, refusalWords } from '../../lib/refusal-words.ts';
import type { Draft } from './draft.ts';

export interface ReplyCost {
  /** Messages of the reply window; null where the channel has none, or nothing would be sent. */
  readonly uses: number | null;
  /** Why these two do not go together here. */
  readonly problem: string | null;
}

/**
 * What sending this draft takes: an image and a text are two messages where the channel takes both (REC-03).
 * @param remaining messages left in the window; null where the channel has none
 */
export function replyCost(
  { text, image }: Pick<Draft, 'text' | 'image'>,
  channelType: ChannelType,
  remaining: number | null,
): ReplyCost {
  const hasText = text.trim() !== '';
  const rule = capabilityTable[channelType].image;
  if (image && !rule.allowed) return { uses: null, problem: refusalWords(rule.code, rule.text) };
  const count = (hasText ? 1 : 0) + (image ? 1 : 0);
  if (count === 2 && imageRules[channelType]?.withText === 'refused')
    return { uses: null, problem: refusalSentence('text_or_image') };
  if (image && image.for !== channelType) return { uses: null, problem: refusalSentence('image_for_other_channel') };
  const isTooMuch = remaining !== null && count === 2 && remaining < 2;
  return {
    uses: remaining === null || count === 0 ? null : count,
    problem: isTooMuch ? refusalSentence('two_messages_needed') : null,
  };
}
