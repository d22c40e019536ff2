import { locale } from './language.ts';

/** `99,999` or `99 999`. */
export const numberText = (n: number): string => new Intl.NumberFormat(locale()).format(n);
