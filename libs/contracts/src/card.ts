import { z } from 'zod';
import type { Limits } from './capabilities/capability-table.ts';
import { textLength } from './channel-types.ts';
import { ButtonKind, type OutgoingCard } from './content.ts';
import { type RejectionCode, rejections } from './rejections.ts';

/**
 * A message with buttons, as somebody writes it. A button shows its text, and tapping it sends that text as the
 * customer's message (BTN-04); `url` only looks like a link and opens nothing (BTN-09, BTN-10).
 */
export const CardDraft = z.object({
  text: z.string(),
  buttons: z.array(z.object({ kind: ButtonKind, text: z.string() })).max(50),
});
export type CardDraft = z.infer<typeof CardDraft>;

/** Why a card cannot be sent: what `Rejection` takes. */
export interface CardProblem {
  readonly code: RejectionCode;
  readonly details: Readonly<Record<string, number>>;
  readonly sentence: string;
}

/**
 * The first thing that is wrong with a card, whoever wrote it, with all variables filled in (BTN-16).
 * @param limits of the action `buttons` on the channel
 */
export function cardProblem({ text, buttons }: CardDraft, limits: Limits): CardProblem | null {
  const [first] = buttons;
  if (!first) return problem('buttons_missing');
  const most = limits.maxPerMessage ?? 0;
  if (buttons.length > most) return problem('too_many_buttons', { count: buttons.length, max: most });
  if (buttons.some(({ kind }) => kind !== first.kind)) return problem('buttons_mixed');
  if (text.trim() === '') return problem('empty_text');
  const tooLong = excess(text, limits.maxCodePoints);
  if (tooLong) {
    const { length, max } = tooLong;
    return problem('text_too_long', tooLong, `The text has ${length} characters; with buttons it may have ${max}.`);
  }
  const max = first.kind === 'url' ? limits.maxLinkButtonCodePoints : limits.maxButtonCodePoints;
  for (const [index, button] of buttons.entries()) {
    if (button.text.trim() === '') return problem('button_empty', { button: index + 1 });
    const over = excess(button.text, max);
    if (over) return problem('button_too_long', { button: index + 1, ...over });
  }
  return null;
}

/** A card that has no problem, as it is sent. */
export const cardOf = ({ text, buttons }: CardDraft): OutgoingCard => ({
  type: 'card',
  kind: buttons[0]?.kind ?? 'callback',
  title: text,
  buttons: buttons.map((button) => button.text),
});

function excess(text: string, max = 0): { length: number; max: number } | null {
  const length = textLength(text);
  return length > max ? { length, max } : null;
}

const problem = (
  code: RejectionCode,
  details: CardProblem['details'] = {},
  sentence: string = rejections[code][1],
): CardProblem => ({ code, details, sentence });
