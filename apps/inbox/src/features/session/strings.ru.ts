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
};
