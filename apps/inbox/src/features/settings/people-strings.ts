import { inLanguage } from '../../lib/language.ts';
import { en } from './people-strings.en.ts';
import { ru } from './people-strings.ru.ts';

export const strings = inLanguage({ en, ru });
