import type { MailLanguage, Role } from '@duet/contracts';

/** What a mail says. */
export interface Letter {
  readonly subject: string;
  readonly text: string;
  readonly link: string;
}

interface Invitation {
  readonly workspace: string;
  readonly invitedBy: string;
  readonly role: Role;
  readonly link: string;
  readonly days: number;
}

const roles: Readonly<Record<MailLanguage, Readonly<Record<Role, string>>>> = {
  en: { owner: 'owner', admin: 'admin', supervisor: 'supervisor', agent: 'agent' },
  ru: { owner: 'владелец', admin: 'администратор', supervisor: 'супервайзер', agent: 'оператор' },
};

const invitations: Readonly<Record<MailLanguage, (about: Invitation & { roleName: string }) => Omit<Letter, 'link'>>> =
  {
    en: ({ workspace, invitedBy, roleName, link, days }) => ({
      subject: `${invitedBy} invites you to ${workspace}`,
      text: `${invitedBy} invites you to work in ${workspace} on Duet. Your role: ${roleName}.

Follow this link to join:
${link}

It works once, for ${days} days. If you did not expect it, do nothing.
`,
    }),
    ru: ({ workspace, invitedBy, roleName, link, days }) => ({
      subject: `${invitedBy} приглашает вас в ${workspace}`,
      text: `${invitedBy} приглашает вас работать в ${workspace} в Duet. Ваша роль: ${roleName}.

Чтобы присоединиться, откройте ссылку:
${link}

Она сработает один раз и действует (дней): ${days}. Если вы не ждали приглашения, ничего не делайте.
`,
    }),
  };

export const invitationLetter = (language: MailLanguage, about: Invitation): Letter => ({
  ...invitations[language]({ ...about, roleName: roles[language][about.role] }),
  link: about.link,
});

interface Password {
  readonly name: string;
  readonly link: string;
}

const passwords: Readonly<Record<MailLanguage, (about: Password) => Omit<Letter, 'link'>>> = {
  en: ({ name, link }) => ({
    subject: 'A new password for Duet',
    text: `${name}, somebody asked for a new password of yours on Duet.

Follow this link to choose one:
${link}

It works once, for an hour. If it was not you, do nothing: your password stays as it is.
`,
  }),
  ru: ({ name, link }) => ({
    subject: 'Новый пароль для Duet',
    text: `${name}, кто-то попросил новый пароль для вашего входа в Duet.

Чтобы выбрать его, откройте ссылку:
${link}

Она сработает один раз и действует час. Если это были не вы, ничего не делайте: пароль останется прежним.
`,
  }),
};

export const passwordLetter = (language: MailLanguage, about: Password): Letter => ({
  ...passwords[language](about),
  link: about.link,
});
