import type { en } from './strings.en.ts';

export const ru: typeof en = {
  views: 'Виды',
  groups: { shared: 'Для всех', own: 'Мои' },
  none: 'Задайте фильтры, потом сохраните их как вид.',
  saveThis: 'Сохранить этот вид…',
  manage: 'Упорядочить виды…',
  saveTitle: 'Сохранить этот вид',
  name: 'Название',
  share: 'Для всех в рабочем пространстве',
  save: 'Сохранить',
  cancel: 'Отмена',
  saved: (name) => `Вид «${name}» сохранён`,
  goTo: (name) => `Вид: ${name}`,
};
