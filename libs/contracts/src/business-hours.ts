import { z } from 'zod';

export const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
export type Weekday = (typeof weekdays)[number];

/** A time on the wall, `24:00` for the end of the day. */
const WallTime = z.string().regex(/^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/, 'Write a time as 09:30.');

/** From a time on, up to another of the same day. */
export const WorkingInterval = z
  .object({ from: WallTime, to: WallTime })
  .refine(({ from, to }) => from < to, 'The end comes after the start.');
export type WorkingInterval = z.infer<typeof WorkingInterval>;

const MOST_INTERVALS = 6;
const WorkingDay = z
  .array(WorkingInterval)
  .max(MOST_INTERVALS)
  .refine(
    (intervals) => intervals.every(({ from }, index) => index === 0 || from >= (intervals[index - 1]?.to ?? '')),
    'The intervals of a day come in their order and do not overlap.',
  );

/** When the workspace works: split days, in the wall time of a zone, and days on which nobody works. */
export const BusinessHours = z.object({
  zone: z.string().max(60).refine(isZone, 'This is no time zone, for example Europe/Berlin.'),
  week: z.object({
    monday: WorkingDay,
    tuesday: WorkingDay,
    wednesday: WorkingDay,
    thursday: WorkingDay,
    friday: WorkingDay,
    saturday: WorkingDay,
    sunday: WorkingDay,
  }),
  holidays: z.array(z.object({ date: z.iso.date(), name: z.string().trim().max(60) })).max(200),
});
export type BusinessHours = z.infer<typeof BusinessHours>;

function isZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
