const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** How long ago, short enough for a list: `now`, `5m`, `3h`, `2d`, then the date. */
export function relativeTime(iso: string, nowMs: number, timeZone?: string): string {
  const ago = nowMs - Date.parse(iso);
  if (ago < minute) return 'now';
  if (ago < hour) return `${Math.floor(ago / minute)}m`;
  if (ago < day) return `${Math.floor(ago / hour)}h`;
  if (ago < 7 * day) return `${Math.floor(ago / day)}d`;
  return new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone }).format(new Date(iso));
}

export const absoluteTime = (iso: string, timeZone?: string): string =>
  new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeStyle: 'short', timeZone }).format(new Date(iso));

export const shortDateTime = (iso: string, timeZone?: string): string =>
  new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short', timeZone }).format(new Date(iso));

export const clockTime = (iso: string, timeZone?: string): string =>
  new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone }).format(new Date(iso));

/** The viewer's calendar day of a moment, as `2026-11-21`: two messages with the same one need no mark between them. */
export const dayOf = (atMs: number, timeZone?: string): string =>
  new Intl.DateTimeFormat('en-CA', { year: 'numeric', month: '2-digit', day: '2-digit', timeZone }).format(atMs);

export function dayMark(iso: string, nowMs: number, timeZone?: string): string {
  const then = dayOf(Date.parse(iso), timeZone);
  const today = dayOf(nowMs, timeZone);
  if (then === today) return 'Today';
  if (then === dayBefore(today)) return 'Yesterday';
  const sameYear = then.slice(0, 4) === today.slice(0, 4);
  return new Intl.DateTimeFormat('en-GB', {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    ...(sameYear ? {} : { year: 'numeric' }),
    timeZone,
  }).format(new Date(iso));
}

const dayBefore = (calendarDay: string): string =>
  new Date(Date.parse(`${calendarDay}T00:00:00Z`) - day).toISOString().slice(0, 10);
