import { Language, locale, preferred, speak } from '../lib/language.ts';
import { Preference } from './preference.ts';

const themes = ['system', 'light', 'dark'] as const;
const densities = ['comfortable', 'compact'] as const;

/** `theme.js` applies a stored theme and density before the first paint. */
export const theme = new Preference<(typeof themes)[number]>('theme', themes, 'system', (chosen) => {
  document.documentElement.dataset['theme'] = chosen;
});

export const density = new Preference<(typeof densities)[number]>('density', densities, 'comfortable', (chosen) => {
  document.documentElement.dataset['density'] = chosen;
});

export const spoken = new Preference<Language>(
  'language',
  Language.options,
  preferred(navigator.languages),
  (chosen) => {
    speak(chosen, navigator.languages);
    document.documentElement.lang = locale();
  },
);
