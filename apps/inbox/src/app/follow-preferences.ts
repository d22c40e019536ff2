import { useEffect } from 'react';
import { usePreferences } from '../lib/preferences.ts';
import { keepKeys, keysOf } from '../lib/shortcuts.ts';
import { density, spoken, theme } from './preferences.ts';

/** Keeps this browser at what the viewer chose here or elsewhere; it shows that from its first paint the next time. */
export function useFollowedPreferences(): void {
  const chosen = usePreferences();
  useEffect(() => {
    if (!chosen) return;
    if (chosen.theme) theme.choose(chosen.theme);
    if (chosen.density) density.choose(chosen.density);
    if (chosen.language) spoken.choose(chosen.language);
    if (chosen.keys) keepKeys(keysOf(chosen.keys));
  }, [chosen]);
}
