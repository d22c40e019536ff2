import { z } from 'zod';

export const Language = z.enum(['en', 'ru']);
export type Language = z.infer<typeof Language>;

/** Where nothing says in which country a language is read. */
const regions: Readonly<Record<Language, string>> = { en: 'en-GB', ru: 'ru-RU' };

let spoken: { readonly language: Language; readonly locale: string } = { language: 'en', locale: regions.en };

/** The language of everything on the page. */
export const language = (): Language => spoken.language;

/** How `Intl` writes times and numbers, for example `en-US` where the browser prefers that English. */
export const locale = (): string => spoken.locale;

const languageOf = (tag: string): string => tag.toLowerCase().split('-')[0] ?? '';

/** The first of the browser's languages that the inbox speaks; English where it speaks none of them. */
export function preferred(browser: readonly string[]): Language {
  const known = browser.map((tag) => Language.safeParse(languageOf(tag)).data);
  return known.find((one) => one !== undefined) ?? 'en';
}

export function speak(next: Language, browser: readonly string[]): void {
  spoken = { language: next, locale: browser.find((tag) => languageOf(tag) === next) ?? regions[next] };
}

/**
 * The words of one feature. Each reading gives those of the language spoken at that moment, so they must be read while
 * rendering or acting, never into a constant of a module.
 */
export function inLanguage<Words extends object>(catalogues: Readonly<Record<Language, Words>>): Words {
  return new Proxy(catalogues.en, { get: (_, name) => Reflect.get(catalogues[spoken.language], name) });
}
