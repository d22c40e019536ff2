import { inLanguage } from '../../lib/language.ts';
import { en } from './account-strings.en.ts';
import { ru } from './account-strings.ru.ts';

export const strings = inLanguage({ en, ru });
