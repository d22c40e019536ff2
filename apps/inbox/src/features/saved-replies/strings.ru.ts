import { pluralIn } from '../../lib/plural.ts';
import type { en } from './strings.en.ts';

const plural = pluralIn('ru');

export const ru: typeof en = {
  page: 'Готовые ответы',
  about: 'Введите # в ответе, чтобы найти их. Вместо переменных подставится то, что известно о клиенте.',
  add: 'Новый готовый ответ',
  empty: 'Сохраните то, что пишете часто, и отправляйте парой клавиш.',
  shared: 'Для всех',
  own: 'Только для вас',
  change: (title) => `Изменить «${title}»`,
  remove: (title) => `Удалить «${title}»`,
  removed: (title) => `«${title}»: удалено`,
  undo: 'Вернуть',
  newTitle: 'Новый готовый ответ',
  changeTitle: 'Изменить готовый ответ',
  title: 'Название',
  shortcut: 'Сокращение',
  shortcutHint: 'Что вводить после #, например dostavka',
  text: 'Текст',
  insert: 'Вставить переменную',
  variables: {
    customer_name: 'Имя клиента',
    customer_username: 'Имя в TikTok',
    agent_name: 'Ваше имя',
    ticket_number: 'Номер обращения',
  },
  image: 'Изображение',
  addImage: 'Добавить изображение',
  removeImage: 'Убрать изображение',
  imageHint: 'Уходит вместе с текстом в личных сообщениях. В комментарии рядом с текстом изображения быть не может.',
  forEverybody: 'Доступен всем в рабочем пространстве',
  nothingWritten: 'Пока ничего не написано',
  preview: 'Как это увидит клиент',
  exampleName: 'Аня',
  characters: (n) => `${n} ${plural(n, { one: 'символ', few: 'символа', other: 'символов' })}`,
  notInComments: (most) =>
    `Для комментария слишком длинно: туда помещается ${most} символов. Перед отправкой сократите.`,
  cancel: 'Отмена',
  save: 'Сохранить',
};
