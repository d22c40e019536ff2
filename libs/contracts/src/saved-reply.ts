import { z } from 'zod';
import { UploadView } from './http/media.ts';

/** What a saved reply may speak of, each as `{{name}}`. */
export const savedReplyVariables = ['customer_name', 'customer_username', 'agent_name', 'ticket_number'] as const;
export type SavedReplyVariable = (typeof savedReplyVariables)[number];

export const SavedReplyView = z.object({
  id: z.uuid(),
  title: z.string(),
  /** What one types after `#` to find it; null where only the title is searched. */
  shortcut: z.string().nullable(),
  text: z.string(),
  /** Goes along where the channel takes a text and an image; elsewhere it stands in the way of sending (INB-17). */
  image: UploadView.nullable().default(null),
  /** Everybody's, or only its author's. */
  isShared: z.boolean(),
});
export type SavedReplyView = z.infer<typeof SavedReplyView>;

const placeholder = /(,?[ \t]+)?\{\{\s*(\w+)\s*(?:\|([^{}]*))?\}\}/g;

/**
 * The text with its variables filled in. Where a value is not known the words after `|` stand in its place, as in
 * `{{customer_name|there}}`, or nothing, not even the comma and the space before it: `Hello, {{customer_name}}!` is
 * `Hello!`. A variable that does not exist stays as it was written.
 */
export function fillIn(text: string, values: Readonly<Record<SavedReplyVariable, string | null>>): string {
  return text.replace(placeholder, (written, before = '', name: string, otherwise = '') => {
    if (!isVariable(name)) return written;
    const value = values[name] || otherwise.trim();
    return value && `${before}${value}`;
  });
}

const isVariable = (name: string): name is SavedReplyVariable => savedReplyVariables.some((one) => one === name);
