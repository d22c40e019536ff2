import { z } from 'zod';

/** What is known of a customer beside what TikTok tells: text, a number, a date (`2026-11-22`) or one of some choices. */
export const AttributeValue = z.union([z.string().trim().min(1).max(5_000), z.number()]);
export type AttributeValue = z.infer<typeof AttributeValue>;

const attributeKinds = ['text', 'number', 'date', 'choice'] as const;
export type AttributeKind = (typeof attributeKinds)[number] | 'email' | 'phone' | 'note';

/** What holds for every workspace; no attribute of a workspace is called so. */
export const builtInAttributes = [
  { key: 'email', kind: 'email' },
  { key: 'phone', kind: 'phone' },
  { key: 'note', kind: 'note' },
] as const satisfies readonly { key: string; kind: AttributeKind }[];

/** An attribute that the workspace gives its customers. */
export const ContactAttribute = z.object({
  /** What values are kept under: it stays when the label changes. */
  key: z
    .string()
    .regex(/^[a-z][a-z0-9_]{0,39}$/)
    .refine((key) => !builtInAttributes.some((one) => one.key === key), 'This key is taken.'),
  label: z.string().trim().min(1).max(60),
  kind: z.enum(attributeKinds),
  /** Of a choice; empty for the other kinds. */
  choices: z.array(z.string().trim().min(1).max(100)).max(100),
});
export type ContactAttribute = z.infer<typeof ContactAttribute>;

const text = z.string().max(500);
const fits: Readonly<Record<Exclude<AttributeKind, 'choice'>, z.ZodType>> = {
  text,
  number: z.number(),
  date: z.iso.date(),
  email: z.email().max(320),
  phone: z.string().regex(/^[+\d][\d\s().\-/]{2,39}$/),
  note: z.string().max(5_000),
};

/** Whether a value is one of the attribute's kind. */
export const fitsAttribute = (
  { kind, choices = [] }: { kind: AttributeKind; choices?: readonly string[] },
  value: AttributeValue,
): boolean => (kind === 'choice' ? choices.includes(String(value)) : fits[kind].safeParse(value).success);

/** How the values of each attribute are written: of those that every workspace has, and of its own. */
export const attributeKindsOf = (
  defined: readonly ContactAttribute[],
): ReadonlyMap<string, { readonly kind: AttributeKind; readonly choices?: readonly string[] }> =>
  new Map([...builtInAttributes, ...defined].map((one) => [one.key, one]));

/** What contacts of one customer know together: the first that says something about an attribute wins. Null says: nothing. */
export function togetherKnown(
  contacts: readonly Readonly<Record<string, AttributeValue | null>>[],
): Record<string, AttributeValue> {
  const all = Object.entries(Object.assign({}, ...contacts.toReversed()) as Record<string, AttributeValue | null>);
  return Object.fromEntries(all.flatMap(([key, value]) => (value === null ? [] : [[key, value]])));
}
