import { z } from 'zod';

/**
 * A text on its way. `intent` is set while nobody knows whether it was taken: the same text then goes out under the
 * same key, which the server takes once, however often it is pressed and whatever is reloaded in between.
 */
export const Draft = z.object({ text: z.string(), intent: z.string().nullable() });
export type Draft = z.infer<typeof Draft>;

export const emptyDraft: Draft = { text: '', intent: null };

/** Another text is another intent. */
export const edited = (draft: Draft, text: string): Draft => (text === draft.text ? draft : { text, intent: null });

export const underWay = (draft: Draft, freshIntent: string): Draft & { intent: string } => ({
  text: draft.text,
  intent: draft.intent ?? freshIntent,
});

/** A clear refusal ends the intent; without an answer it stays open. */
export const refused = (draft: Draft, isUnknown: boolean): Draft => (isUnknown ? draft : { ...draft, intent: null });
