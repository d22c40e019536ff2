const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;

/** The step in which the time left is told: whole hours, under one hour minutes, under five minutes seconds (WIN-09..11). */
const stepOf = (leftMs: number): number => (leftMs >= hour ? hour : leftMs >= 5 * minute ? minute : second);

/** The time left, rounded down (OPEN-01). Null when nothing is left. */
export function countdownText(leftMs: number): string | null {
  if (leftMs <= 0) return null;
  if (leftMs >= hour) return count(Math.floor(leftMs / hour), 'hour');
  if (leftMs >= 5 * minute) return count(Math.floor(leftMs / minute), 'minute');
  const seconds = count(Math.floor((leftMs % minute) / second), 'second');
  return leftMs < minute ? seconds : `${count(Math.floor(leftMs / minute), 'minute')} ${seconds}`;
}

/** Milliseconds until the text changes next: just after the time left has crossed a whole step. Null when it is over. */
export const nextStepMs = (leftMs: number): number | null => (leftMs <= 0 ? null : (leftMs % stepOf(leftMs)) + 1);

const count = (n: number, unit: string): string => `${n} ${unit}${n === 1 ? '' : 's'}`;
