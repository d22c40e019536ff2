import { pluralIn } from '../../lib/plural.ts';
import type { en } from './strings.en.ts';

const plural = pluralIn('ru');
const rows = (n: number, count: string) => `${count} ${plural(n, { one: 'строка', few: 'строки', other: 'строк' })}`;

export const ru: typeof en = {
  tickets: 'Выгрузить эти обращения (CSV)',
  messages: 'Выгрузить сообщения (CSV)',
  started: 'Выгрузка начинается…',
  progress: (n, count) => `Выгружается: ${rows(n, count)}`,
  done: (n, count) => `Выгружено: ${rows(n, count)}`,
  full: (count) =>
    `Выгружены первые ${count} строк: больше в один файл не входит. Сузьте фильтры, чтобы взять остальные.`,
};
