import { useSyncExternalStore } from 'react';
import { z } from 'zod';
import { readStored, writeStored } from '../../lib/stored.ts';

const Time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

/** What one person wants to be told of, and how. Kept in this browser. */
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

const usual = NotificationSettings.parse({});
const held = new Map<string, NotificationSettings>();
const listeners = new Set<() => void>();

export function notificationSettings(personId: string): NotificationSettings {
  const known = held.get(personId) ?? parsed(readStored(`notifications.${personId}`));
  held.set(personId, known);
  return known;
}

export function keepSettings(personId: string, settings: NotificationSettings): void {
  held.set(personId, settings);
  writeStored(`notifications.${personId}`, JSON.stringify(settings));
  listeners.forEach((listener) => listener());
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

export const useNotificationSettings = (personId: string): NotificationSettings =>
  useSyncExternalStore(subscribe, () => notificationSettings(personId));

/** Whether nobody wants to hear or see anything now. */
export function isQuiet({ quiet }: Pick<NotificationSettings, 'quiet'>, now: Date): boolean {
  if (!quiet) return false;
  const time = `${String(now.getHours()).padStart(2, '0')}:${String(now.getMinutes()).padStart(2, '0')}`;
  if (quiet.from <= quiet.to) return quiet.from <= time && time < quiet.to;
  return time >= quiet.from || time < quiet.to;
}

function parsed(stored: string | null): NotificationSettings {
  try {
    return NotificationSettings.parse(JSON.parse(stored ?? '{}'));
  } catch {
    return usual;
  }
}
