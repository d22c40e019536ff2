import { inLanguage } from '../../lib/language.ts';
import { en } from './channel-strings.en.ts';
import { ru } from './channel-strings.ru.ts';

export const strings = inLanguage({ en, ru });
