import { locale } from './language.ts';
import { strings } from './strings.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** `5m` or `5 мин`: a number of units, short enough for a list. */
export const shortUnits = (n: number, unit: 'minute' | 'hour' | 'day'): string =>
  new Intl.NumberFormat(locale(), { style: 'unit', unit, unitDisplay: 'narrow' }).format(n);

/** How long ago, short enough for a list: `now`, `5m`, `3h`, `2d`, then the date. */
export function relativeTime(iso: string, nowMs: number, timeZone?: string): string {
  const ago = nowMs - Date.parse(iso);
  if (ago < minute) return strings.now;
  if (ago < hour) return shortUnits(Math.floor(ago / minute), 'minute');
  if (ago < day) return shortUnits(Math.floor(ago / hour), 'hour');
  if (ago < 7 * day) return shortUnits(Math.floor(ago / day), 'day');
  return written(iso, { day: 'numeric', month: 'short', timeZone });
}

export const absoluteTime = (iso: string, timeZone?: string): string =>
  written(iso, { dateStyle: 'full', timeStyle: 'short', timeZone });

export const shortDateTime = (iso: string, timeZone?: string): string =>
  written(iso, { dateStyle: 'medium', timeStyle: 'short', timeZone });

/** A calendar day that is in no zone, as `2026-12-25`. */
export const dateText = (date: string): string =>
  written(`${date}T00:00:00Z`, { dateStyle: 'medium', timeZone: 'UTC' });

export const clockTime = (iso: string, timeZone?: string): string =>
  written(iso, { hour: '2-digit', minute: '2-digit', timeZone });

/** The viewer's calendar day of a moment, as `2026-11-21`: two messages with the same one need no mark between them. */
export const dayOf = (atMs: number, timeZone?: string): string =>
  formatter('en-CA', { year: 'numeric', month: '2-digit', day: '2-digit', timeZone }).format(atMs);

export function dayMark(iso: string, nowMs: number, timeZone?: string): string {
  const then = dayOf(Date.parse(iso), timeZone);
  const today = dayOf(nowMs, timeZone);
  if (then === today) return strings.today;
  if (then === dayBefore(today)) return strings.yesterday;
  const sameYear = then.slice(0, 4) === today.slice(0, 4);
  const parts = { weekday: 'long', day: 'numeric', month: 'long', timeZone } as const;
  return written(iso, sameYear ? parts : { ...parts, year: 'numeric' });
}

const dayBefore = (calendarDay: string): string =>
  new Date(Date.parse(`${calendarDay}T00:00:00Z`) - day).toISOString().slice(0, 10);

const written = (iso: string, options: Intl.DateTimeFormatOptions): string =>
  formatter(locale(), options).format(new Date(iso));

const formatters = new Map<string, Intl.DateTimeFormat>();

/** Kept, because making one costs more than a row of the list. */
function formatter(tag: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const name = tag + JSON.stringify(options);
  const kept = formatters.get(name) ?? new Intl.DateTimeFormat(tag, options);
  formatters.set(name, kept);
  return kept;
}
