import type { en } from './strings.en.ts';

export const ru: typeof en = {
  title: 'Вход в Duet',
  email: 'Электронная почта',
  password: 'Пароль',
  signIn: 'Войти',
  signingIn: 'Входим…',
  welcome: 'Добро пожаловать в Duet',
  newPassword: 'Придумайте пароль (не короче 8 символов)',
  setPassword: 'Задать пароль и войти',
  join: 'Присоединиться',
  looking: 'Открываем приглашение…',
  joinWorkspace: (workspace) => `Присоединиться: ${workspace}`,
  invitedAs: (name, role) => `Вас приглашает ${name}. Ваша роль: ${role}.`,
  isKnown: 'У вас уже есть здесь пароль: введите его.',
  roles: { owner: 'владелец', admin: 'администратор', supervisor: 'супервайзер', agent: 'оператор' },
  name: 'Ваше имя',
  joinNow: 'Присоединиться',
};
