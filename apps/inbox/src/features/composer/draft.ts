import { UploadView } from '@duet/contracts';
import { z } from 'zod';

/**
 * A text and an image on their way. `intent` is set while nobody knows whether they were taken: the same then goes out
 * under the same key, which the server takes once, however often it is pressed and whatever is reloaded in between.
 */
export const Draft = z.object({
  text: z.string(),
  image: UploadView.nullable().default(null),
  intent: z.string().nullable(),
});
export type Draft = z.infer<typeof Draft>;

export const emptyDraft: Draft = { text: '', image: null, intent: null };

export const isEmpty = ({ text, image }: Draft): boolean => text === '' && image === null;

/** Another text is another intent. */
export const edited = (draft: Draft, text: string): Draft =>
  text === draft.text ? draft : { ...draft, text, intent: null };

/** So is another image; null takes it away. */
export const attached = (draft: Draft, image: UploadView | null): Draft => ({ ...draft, image, intent: null });

export const underWay = (draft: Draft, freshIntent: string): Draft & { intent: string } => ({
  ...draft,
  intent: draft.intent ?? freshIntent,
});

/** A clear refusal ends the intent; without an answer it stays open. */
export const refused = (draft: Draft, isUnknown: boolean): Draft => (isUnknown ? draft : { ...draft, intent: null });
