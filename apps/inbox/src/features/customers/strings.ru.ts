import { pluralIn } from '../../lib/plural.ts';
import type { en } from './strings.en.ts';

const plural = pluralIn('ru');

export const ru: typeof en = {
  contact: 'Контакт',
  username: 'Имя в TikTok',
  unknown: 'Пока неизвестно',
  channel: 'Канал',
  builtIn: { email: 'Почта', phone: 'Телефон', note: 'Заметка' },
  add: 'Добавить',
  none: 'Нет',
  unfit: {
    text: 'Не больше 500 символов.',
    number: 'Напишите число.',
    date: 'Выберите дату.',
    choice: 'Выберите из списка.',
    email: 'Это не адрес почты.',
    phone: 'Это не номер телефона.',
    note: 'Не больше 5000 символов.',
  },
  changed: (field) => `${field}: сохранено`,
  undo: 'Отменить',
  history: 'История',
  thisTicket: 'Открыто здесь',
  loading: 'История загружается',
  failed: 'Не удалось загрузить историю.',
  tryAgain: 'Повторить',
  more: 'Показать более старые',
  alsoWritesAs: 'Пишет и как',
  tickets: (n) => `${n} ${plural(n, { one: 'обращение', few: 'обращения', other: 'обращений' })}`,
  merge: 'Объединить с другим контактом…',
  mergeTitle: (name) => `Кто ещё этот же человек: ${name}?`,
  mergeAbout:
    'Личные сообщения и комментарии один человек пишет под разными именами. После объединения у него одна история. Ответы по-прежнему уходят туда, откуда пришло обращение.',
  find: 'Имя другого контакта',
  nobodyFound: 'Больше никого так не зовут.',
  comesTogether: 'Что соединится',
  filledIn: 'Взято у другого контакта',
  mergeNow: 'Объединить',
  chooseOther: 'Выбрать другого',
  merged: (name) => `Объединено: ${name}`,
  takeApart: (name) => `Разъединить: ${name}`,
  takenApart: (name) => `${name} снова отдельный контакт`,
  states: { open: 'Открыто', hold: 'Отложено', resolved: 'Решено' },
};
