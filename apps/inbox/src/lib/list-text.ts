import { locale } from './language.ts';

/** Several names in a row, as one writes them: `Anna, Bo and Chidi`. */
export const listText = (names: readonly string[]): string => new Intl.ListFormat(locale()).format(names);
