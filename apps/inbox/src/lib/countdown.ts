import { strings } from './strings.ts';

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;

/** The step in which the time left is told: whole hours, under one hour minutes, under five minutes seconds (WIN-09..11). */
const stepOf = (leftMs: number): number => (leftMs >= hour ? hour : leftMs >= 5 * minute ? minute : second);

/** The time left, rounded down (OPEN-01). Null when nothing is left. */
export function countdownText(leftMs: number): string | null {
  if (leftMs <= 0) return null;
  if (leftMs >= hour) return strings.hours(Math.floor(leftMs / hour));
  if (leftMs >= 5 * minute) return strings.minutes(Math.floor(leftMs / minute));
  const seconds = strings.seconds(Math.floor((leftMs % minute) / second));
  return leftMs < minute ? seconds : `${strings.minutes(Math.floor(leftMs / minute))} ${seconds}`;
}

/** Milliseconds until the text changes next: just after the time left has crossed a whole step. Null when it is over. */
export const nextStepMs = (leftMs: number): number | null => (leftMs <= 0 ? null : (leftMs % stepOf(leftMs)) + 1);
