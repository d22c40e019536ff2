const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const delays = [10 * second, 30 * second, minute, 5 * minute, 30 * minute];
const lifetime = 72 * hour;

/**
 * TikTok publishes no schedule; this is the assumed one of tiktok-api.md §10, hourly after the fifth attempt.
 *
 * @param attempts failed attempts so far, at least 1
 * @param scale factor on all times
 * @returns milliseconds until the next attempt, or undefined when it would lie beyond 72 hours from the event
 */
export function nextRetry(attempts: number, ageMs: number, scale: number): number | undefined {
  const delay = Math.round((delays[attempts - 1] ?? hour) * scale);
  return ageMs + delay > lifetime * scale ? undefined : delay;
}
