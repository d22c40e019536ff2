import { z } from 'zod';

const Time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

/** What one person wants to be told of, and how. */
export const NotificationSettings = z.object({
  assigned: z.boolean().default(true),
  mentioned: z.boolean().default(true),
  expiring: z.boolean().default(true),
  sound: z.boolean().default(false),
  desktop: z.boolean().default(false),
  /** By the clock of the viewer; from an evening into a morning where `from` is later. */
  quiet: z.object({ from: Time, to: Time }).nullable().default(null),
});
export type NotificationSettings = z.infer<typeof NotificationSettings>;

/** What a person chose for themselves, the same in every browser. What is not in it was never chosen. */
export const Preferences = z
  .object({
    theme: z.enum(['system', 'light', 'dark']),
    density: z.enum(['comfortable', 'compact']),
    language: z.enum(['en', 'ru']),
    /** The keys of actions that differ from the usual ones; null: the action has none. */
    keys: z
      .record(z.string().max(40), z.string().max(40).nullable())
      .refine((keys) => Object.keys(keys).length <= 200, {
        error: 'keys: give at most 200.',
      }),
    notifications: NotificationSettings,
    /** No longer to be led through a new workspace. */
    firstStepsClosed: z.boolean(),
  })
  .partial();
export type Preferences = z.infer<typeof Preferences>;
