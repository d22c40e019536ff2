import { pluralIn } from '../../lib/plural.ts';
import type { en } from './strings.en.ts';

const plural = pluralIn('ru');

export const ru: typeof en = {
  page: 'Скрытие по словам',
  about:
    'Комментарии, где есть одно из слов, скрываются сразу, как придут. Обращения по ним остаются, и каждый можно снова показать.',
  add: 'Новое правило',
  empty: 'Уберите спам и оскорбления из-под публикаций раньше, чем их увидят.',
  on: 'Включено',
  off: 'Выключено',
  caught: (count, n) =>
    `Скрыто: ${count} ${plural(n, { one: 'комментарий', few: 'комментария', other: 'комментариев' })}`,
  switchOn: 'Включить',
  switchOff: 'Выключить',
  change: (name) => `Изменить «${name}»`,
  remove: (name) => `Удалить «${name}»`,
  removed: (name) => `«${name}»: удалено`,
  undo: 'Вернуть',
  newTitle: 'Новое правило',
  changeTitle: 'Изменить правило',
  name: 'Название',
  words: 'Слова или фразы, по одной в строке',
  wordsHint: 'бесплатные подписчики',
  wholeWords: 'Только целые слова',
  channel: 'Канал',
  allChannels: 'Все каналы',
  try: 'Проверить на прошлом',
  tryFirst: 'Сначала проверьте на прошлом.',
  trial: 'Что оно скрыло бы',
  matches: (matches, looked) => `Из последних комментариев (${looked}) скрылось бы: ${matches}.`,
  since: (time) => `Самый ранний от ${time}.`,
  examples: 'Примеры',
  saveOff: 'Сохранить выключенным',
};
