import { NotificationSettings } from '@duet/contracts';
import { usePreferences } from '../../lib/preferences.ts';

const usual = NotificationSettings.parse({});

export const useNotificationSettings = (): NotificationSettings => usePreferences()?.notifications ?? usual;

/** Whether nobody wants to hear or see anything now. */
export function isQuiet({ quiet }: Pick<NotificationSettings, 'quiet'>, now: Date): boolean {
  if (!quiet) return false;
  const time = `${String(now.getHours()).padStart(2, '0')}:${String(now.getMinutes()).padStart(2, '0')}`;
  if (quiet.from <= quiet.to) return quiet.from <= time && time < quiet.to;
  return time >= quiet.from || time < quiet.to;
}
