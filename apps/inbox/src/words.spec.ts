import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as appEn from './app/strings.en.ts';
import * as appRu from './app/strings.ru.ts';
import * as autoHideEn from './features/auto-hide/strings.en.ts';
import * as autoHideRu from './features/auto-hide/strings.ru.ts';
import * as composerEn from './features/composer/strings.en.ts';
import * as composerRu from './features/composer/strings.ru.ts';
import * as conversationsEn from './features/conversations/strings.en.ts';
import * as conversationsRu from './features/conversations/strings.ru.ts';
import * as channelEn from './features/integrations/channel-strings.en.ts';
import * as channelRu from './features/integrations/channel-strings.ru.ts';
import * as helpEn from './features/integrations/help-strings.en.ts';
import * as helpRu from './features/integrations/help-strings.ru.ts';
import * as customersEn from './features/customers/strings.en.ts';
import * as customersRu from './features/customers/strings.ru.ts';
import * as exportsEn from './features/exports/strings.en.ts';
import * as exportsRu from './features/exports/strings.ru.ts';
import * as firstStepsEn from './features/first-steps/strings.en.ts';
import * as firstStepsRu from './features/first-steps/strings.ru.ts';
import * as integrationsEn from './features/integrations/strings.en.ts';
import * as integrationsRu from './features/integrations/strings.ru.ts';
import * as notificationsEn from './features/notifications/strings.en.ts';
import * as notificationsRu from './features/notifications/strings.ru.ts';
import * as postsEn from './features/posts/strings.en.ts';
import * as postsRu from './features/posts/strings.ru.ts';
import * as repliesEn from './features/saved-replies/strings.en.ts';
import * as repliesRu from './features/saved-replies/strings.ru.ts';
import * as searchEn from './features/search/strings.en.ts';
import * as searchRu from './features/search/strings.ru.ts';
import * as sessionEn from './features/session/strings.en.ts';
import * as sessionRu from './features/session/strings.ru.ts';
import * as accountEn from './features/settings/account-strings.en.ts';
import * as accountRu from './features/settings/account-strings.ru.ts';
import * as peopleEn from './features/settings/people-strings.en.ts';
import * as peopleRu from './features/settings/people-strings.ru.ts';
import * as settingsEn from './features/settings/strings.en.ts';
import * as settingsRu from './features/settings/strings.ru.ts';
import * as ticketsEn from './features/tickets/strings.en.ts';
import * as ticketsRu from './features/tickets/strings.ru.ts';
import * as viewsEn from './features/views/strings.en.ts';
import * as viewsRu from './features/views/strings.ru.ts';
import * as libEn from './lib/strings.en.ts';
import * as libRu from './lib/strings.ru.ts';

const catalogues = {
  'app/strings': [appEn.en, appRu.ru],
  'features/auto-hide/strings': [autoHideEn.en, autoHideRu.ru],
  'features/composer/strings': [composerEn.en, composerRu.ru],
  'features/conversations/strings': [conversationsEn.en, conversationsRu.ru],
  'features/customers/strings': [customersEn.en, customersRu.ru],
  'features/exports/strings': [exportsEn.en, exportsRu.ru],
  'features/first-steps/strings': [firstStepsEn.en, firstStepsRu.ru],
  'features/integrations/channel-strings': [channelEn.en, channelRu.ru],
  'features/integrations/help-strings': [helpEn.en, helpRu.ru],
  'features/integrations/strings': [integrationsEn.en, integrationsRu.ru],
  'features/notifications/strings': [notificationsEn.en, notificationsRu.ru],
  'features/posts/strings': [postsEn.en, postsRu.ru],
  'features/saved-replies/strings': [repliesEn.en, repliesRu.ru],
  'features/search/strings': [searchEn.en, searchRu.ru],
  'features/session/strings': [sessionEn.en, sessionRu.ru],
  'features/settings/account-strings': [accountEn.en, accountRu.ru],
  'features/settings/people-strings': [peopleEn.en, peopleRu.ru],
  'features/settings/strings': [settingsEn.en, settingsRu.ru],
  'features/tickets/strings': [ticketsEn.en, ticketsRu.ru],
  'features/views/strings': [viewsEn.en, viewsRu.ru],
  'lib/strings': [libEn.en, libRu.ru],
} as const;

const src = import.meta.dirname;

const sources = globSync('**/*.{ts,tsx}', { cwd: src })
  .filter((path) => !path.endsWith('strings.ts') && !path.endsWith('.spec.ts'))
  .map((path) => ({ path, text: readFileSync(join(src, path), 'utf8') }));

const readsFrom = ({ path, text }: { path: string; text: string }, catalogue: string): boolean =>
  [...text.matchAll(/from '(\.[^']*strings\.ts)'/g)].some(
    ([, from = '']) => join(dirname(path), from) === `${catalogue}.ts`,
  );

/** Every word with its path: `delivery.sent`. Lists count as one word. */
const wordsOf = (part: object, path = ''): [path: string, word: unknown][] =>
  Object.entries(part).flatMap(([name, word]): [string, unknown][] =>
    typeof word === 'object' && !Array.isArray(word) ? wordsOf(word, `${path}${name}.`) : [[path + name, word]],
  );

test('each feature with words is compared here', () => {
  const found = globSync('**/*strings.en.ts', { cwd: src }).map((file) => file.replace('.en.ts', ''));
  expect(found.sort()).toEqual(Object.keys(catalogues).sort());
});

describe.each(Object.entries(catalogues))('%s', (file, [en, ru]) => {
  test('has the same words in both languages, with the same number of blanks, none of them empty', () => {
    const shape = (words: object) =>
      wordsOf(words).map(([path, word]) => [path, typeof word === 'function' ? word.length : typeof word]);
    expect(shape(ru)).toEqual(shape(en));
    expect([...wordsOf(en), ...wordsOf(ru)].filter(([, word]) => word === '')).toEqual([]);
  });

  test('has no word in Russian that is only the English one again', () => {
    const english = new Map(wordsOf(en));
    const same = wordsOf(ru).filter(([path, word]) => typeof word === 'string' && english.get(path) === word);
    expect(same.map(([, word]) => word).filter((word) => !isTheSameInRussian.has(String(word)))).toEqual([]);
  });

  test('has no word that nobody reads', () => {
    const name = file.endsWith('help-strings') ? 'help' : 'strings';
    const readers = sources.filter((source) => readsFrom(source, file));
    const code = readers.map(({ text }) => text).join('\n');
    const isRead = (path: string): boolean => {
      const [whole, parent] = [`${name}.${path}`, `${name}.${path.split('.').slice(0, -1).join('.')}`];
      return new RegExp(`${escaped(whole)}(?![\\w.])|${escaped(parent)}[\\[)]|${escaped(whole)}\\.(map|join)`).test(
        code,
      );
    };
    expect(wordsOf(en).flatMap(([path]) => (isRead(path) ? [] : [path]))).toEqual([]);
  });
});

const isTheSameInRussian = new Set([
  'TikTok',
  'English',
  'Русский',
  'API',
  '/help/connecting-tiktok',
  'https://business-api.tiktok.com/portal/docs?id=1832184145137922',
]);

const escaped = (text: string): string => text.replaceAll(/[.[\]'-]/g, '\\$&');
