import { type BusinessHours, type Weekday, weekdays, type WorkingInterval } from '@duet/contracts';

/** What most teams start from: Monday to Friday, in the zone of whoever sets it. */
export function officeHours(): BusinessHours {
  const day = [{ from: '09:00', to: '18:00' }];
  return {
    zone: new Intl.DateTimeFormat().resolvedOptions().timeZone,
    week: { monday: day, tuesday: day, wednesday: day, thursday: day, friday: day, saturday: [], sunday: [] },
    holidays: [],
  };
}

/** The first day whose times end before they begin, overlap or come in the wrong order. */
export const problemOf = ({ week }: BusinessHours): Weekday | null =>
  weekdays.find((day) => !isSound(week[day])) ?? null;

const isSound = (intervals: readonly WorkingInterval[]): boolean =>
  intervals.every(({ from, to }, index) => from < to && from >= (intervals[index - 1]?.to ?? ''));

/** A time field knows no 24:00: as an end, midnight is written as 00:00. */
export const endShown = (to: string): string => (to === '24:00' ? '00:00' : to);
export const endMeant = (shown: string): string => (shown === '00:00' ? '24:00' : shown);

/** One more stretch of the day: an hour after the last, or the morning. */
export function withInterval(intervals: readonly WorkingInterval[]): WorkingInterval[] {
  const last = intervals.at(-1);
  if (!last) return [{ from: '09:00', to: '18:00' }];
  const hour = Math.min(22, Number(last.to.slice(0, 2)) + 1);
  const clock = (at: number) => `${String(at).padStart(2, '0')}:00`;
  return [...intervals, { from: clock(hour), to: clock(Math.min(24, hour + 2)) }];
}
