import type { en } from './strings.en.ts';

export const ru: typeof en = {
  field: 'Поиск по сообщениям и клиентам',
  hint: 'Поиск',
  clear: 'Очистить поиск',
  results: 'Найдено',
  tickets: 'Клиенты и обращения',
  messages: 'Сообщения',
  since: 'Время',
  times: { any: 'За всё время', week: 'За неделю', month: 'За месяц', year: 'За год' },
  searching: 'Ищем',
  nothing: (q: string) => `По запросу «${q}» ничего не найдено.`,
  failed: 'Поиск не удался.',
  tryAgain: 'Повторить',
  more: 'Показать ещё',
  we: 'Мы:',
  note: 'Заметка:',
};
