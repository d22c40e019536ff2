import { shortUnits } from '../../lib/times.ts';

const minute = 60_000;
const hour = 60 * minute;
const soonMs = 4 * hour;

/** What is left of a window, short enough for a list: `46h`, `59m`, `<1m`. Null when it is over. */
export function timeLeft(expiresAt: string, nowMs: number): { text: string; soon: boolean } | null {
  const left = Date.parse(expiresAt) - nowMs;
  if (left <= 0) return null;
  const soon = left < soonMs;
  if (left >= hour) return { text: shortUnits(Math.floor(left / hour), 'hour'), soon };
  return {
    text: left < minute ? `<${shortUnits(1, 'minute')}` : shortUnits(Math.floor(left / minute), 'minute'),
    soon,
  };
}
