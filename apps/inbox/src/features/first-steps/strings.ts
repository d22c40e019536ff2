import { inLanguage } from '../../lib/language.ts';
import { en } from './strings.en.ts';
import { ru } from './strings.ru.ts';

export const strings = inLanguage({ en, ru });
