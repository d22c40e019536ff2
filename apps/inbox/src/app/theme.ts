import { useState } from 'react';
import { readStored, writeStored } from '../lib/stored.ts';

export type Theme = 'system' | 'light' | 'dark';

const next: Readonly<Record<Theme, Theme>> = { system: 'light', light: 'dark', dark: 'system' };
const themeOf = (stored: string | null): Theme => (stored === 'light' || stored === 'dark' ? stored : 'system');

/** The chosen theme and the step to the next one. `theme.js` applies the stored one before the first paint. */
export function useTheme(): [theme: Theme, change: () => void] {
  const [theme, setTheme] = useState(() => themeOf(readStored('theme')));
  function change() {
    const chosen = next[theme];
    setTheme(chosen);
    writeStored('theme', chosen === 'system' ? null : chosen);
    if (chosen === 'system') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = chosen;
  }
  return [theme, change];
}
