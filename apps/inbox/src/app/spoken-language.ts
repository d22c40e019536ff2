import { useSyncExternalStore } from 'react';
import { Language, language, locale, preferred, speak } from '../lib/language.ts';
import { readStored, writeStored } from '../lib/stored.ts';

const listeners = new Set<() => void>();

/** Speaks the language that was chosen in this browser, or the one that the browser prefers. */
export function startSpeaking(): void {
  apply(Language.safeParse(readStored('language')).data ?? preferred(navigator.languages));
}

export function chooseLanguage(next: Language): void {
  writeStored('language', next);
  apply(next);
  listeners.forEach((listener) => listener());
}

function apply(next: Language): void {
  speak(next, navigator.languages);
  document.documentElement.lang = locale();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const useLanguage = (): Language => useSyncExternalStore(subscribe, language);
