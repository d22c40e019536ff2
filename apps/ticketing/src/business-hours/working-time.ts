import { type BusinessHours, weekdays, type WorkingInterval } from '@duet/contracts';
import { offsetMs, offsetsAround } from './zone-offset.ts';

/** Time that counts: all of it, or that of business hours. */
export interface WorkingTime {
  /** When so much of it has passed; null where that lies beyond ten years. */
  add(from: Date, durationMs: number): Date | null;
  /** How much of it lies between, in milliseconds; 0 where `until` is not later. */
  between(from: Date, until: Date): number;
}

/** Day and night. */
export const calendarTime: WorkingTime = {
  add: (from, durationMs) => new Date(from.getTime() + durationMs),
  between: (from, until) => Math.max(0, until.getTime() - from.getTime()),
};

const DAY_MS = 86_400_000;
const FARTHEST_DAYS = 3_660;

type Piece = readonly [startMs: number, endMs: number];

/**
 * The time of business hours. A moment counts when the clock on the wall shows a working time: an hour that summer time
 * takes away is not worked, one that winter time repeats is worked twice.
 */
export function workingTime(hours: BusinessHours): WorkingTime {
  const holidays = new Set(hours.holidays.map(({ date }) => date));
  const piecesOn = (dayMs: number): Piece[] => {
    const day = new Date(dayMs);
    const weekday = weekdays[(day.getUTCDay() + 6) % 7] ?? 'monday';
    if (holidays.has(day.toISOString().slice(0, 10))) return [];
    return piecesOf(hours.week[weekday], dayMs, hours.zone);
  };
  /** The date on the wall, as the midnight of that date in UTC. */
  const dayOf = (at: Date): number => {
    const wallMs = at.getTime() + offsetMs(hours.zone, at.getTime());
    return wallMs - (((wallMs % DAY_MS) + DAY_MS) % DAY_MS);
  };

  return {
    add(from, durationMs) {
      let leftMs = durationMs;
      if (leftMs <= 0) return from;
      const first = dayOf(from);
      for (let days = 0; days <= FARTHEST_DAYS; days += 1) {
        for (const [startMs, endMs] of piecesOn(first + days * DAY_MS)) {
          const beginMs = Math.max(startMs, from.getTime());
          if (endMs - beginMs >= leftMs) return new Date(beginMs + leftMs);
          leftMs -= Math.max(0, endMs - beginMs);
        }
      }
      return null;
    },
    between(from, until) {
      if (until <= from) return 0;
      let sumMs = 0;
      const last = dayOf(until);
      for (let day = dayOf(from); day <= last; day += DAY_MS) {
        for (const [startMs, endMs] of piecesOn(day)) {
          sumMs += Math.max(0, Math.min(endMs, until.getTime()) - Math.max(startMs, from.getTime()));
        }
      }
      return sumMs;
    },
  };
}

/** The moments at which the wall shows these times of the day, in their order. */
function piecesOf(intervals: readonly WorkingInterval[], dayMs: number, zone: string): Piece[] {
  if (intervals.length === 0) return [];
  return offsetsAround(zone, dayMs).flatMap(({ startMs, endMs, offsetMs: offset }) =>
    intervals.flatMap(({ from, to }) => {
      const beginMs = Math.max(startMs, dayMs + wallMs(from) - offset);
      const stopMs = Math.min(endMs, dayMs + wallMs(to) - offset);
      return beginMs < stopMs ? [[beginMs, stopMs] as const] : [];
    }),
  );
}

function wallMs(time: string): number {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return (hour * 60 + minute) * 60_000;
}
