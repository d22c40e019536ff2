import { pluralIn } from '../../lib/plural.ts';
import type { en } from './strings.en.ts';

const plural = pluralIn('ru');

export const ru: typeof en = {
  reply: 'Ответ',
  writing: {
    reply: (name: string) => `${name} пишет:`,
    note: (name: string) => `${name} пишет заметку:`,
  },
  draftBy: {
    reply: (name: string) => `Черновик, ${name}:`,
    note: (name: string) => `Черновик заметки, ${name}:`,
  },
  colleagues: 'Коллеги',
  note: 'Заметка',
  mode: 'Вид сообщения',
  message: 'Сообщение',
  comment: 'Комментарий',
  noteLabel: 'Внутренняя заметка',
  messageHint: 'Введите # для готовых ответов или напишите сообщение',
  commentHint: 'Введите # для готовых ответов или напишите сообщение',
  noteHint: 'Видит только ваша команда',
  send: 'Отправить',
  addNote: 'Добавить заметку',
  shortcut: 'Ctrl или ⌘ + Enter',
  limit: (most) => `Не больше ${most} ${plural(most, { one: 'символа', few: 'символов', other: 'символов' })}`,
  count: (used, limit) => `${used}/${limit}`,
  tooLong: (over) =>
    `Для этого канала длиннее на ${over} ${plural(over, { one: 'символ', few: 'символа', other: 'символов' })}. Сократите текст.`,
  repeatable: 'Нажмите кнопку ещё раз: дважды сообщение не уйдёт.',
  attach: 'Прикрепить изображение',
  attaching: 'Изображение готовится…',
  attached: 'Прикреплённое изображение',
  removeImage: 'Убрать изображение',
  uses: (messages, left) => `Потратит ${messages} из ${left} сообщений`,
  keptDraft: 'Ваш черновик сохранён:',
  join: 'Нажмите кнопку, чтобы присоединиться к переписке',
  assignToMe: 'Назначить мне',
  colleague: (name) => `Обращение ведёт ${name}.`,
  reopen: 'Открыть снова',
  takeOver: 'Забрать себе',
  toIntegrations: 'Перейти к интеграциям',
  savedReplies: 'Готовые ответы',
  withImage: 'С изображением',
  noReplies: 'Готовых ответов пока нет. Сохраните то, что пишете часто, и находите здесь по знаку #.',
  manageReplies: 'Настроить готовые ответы',
};
