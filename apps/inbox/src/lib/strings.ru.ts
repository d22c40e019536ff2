import { pluralIn } from './plural.ts';
import type { en } from './strings.en.ts';

const plural = pluralIn('ru');

export const ru: typeof en = {
  close: 'Закрыть',
  cancel: 'Отмена',
  unknownUser: 'Пользователь TikTok',
  now: 'сейчас',
  today: 'Сегодня',
  yesterday: 'Вчера',
  hold: {
    hour: 'На час',
    until: (time) => `До ${time}`,
    openEnd: 'Пока не верну',
  },
  hours: (n) => `${n} ${plural(n, { one: 'час', few: 'часа', other: 'часов' })}`,
  minutes: (n) => `${n} ${plural(n, { one: 'минуту', few: 'минуты', other: 'минут' })}`,
  seconds: (n) => `${n} ${plural(n, { one: 'секунду', few: 'секунды', other: 'секунд' })}`,
  content: {
    image: 'Изображение',
    video: 'Видео',
    sticker: 'Стикер',
    emoji: 'Эмодзи',
    shared_post: 'Публикация',
    unsupported: 'Сообщение неизвестного вида',
  },
  unreachable: 'Сервер недоступен. Проверьте соединение и повторите попытку.',
  broken: 'На этой странице произошёл сбой. Перезагрузите её и повторите попытку.',
};
