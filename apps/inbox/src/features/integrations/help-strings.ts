import { inLanguage } from '../../lib/language.ts';
import { en } from './help-strings.en.ts';
import { ru } from './help-strings.ru.ts';

export const help = inLanguage({ en, ru });
