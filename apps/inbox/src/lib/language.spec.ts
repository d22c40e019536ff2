import { inLanguage, language, locale, preferred, speak } from './language.ts';
import { pluralIn } from './plural.ts';

afterEach(() => speak('en', []));

test.each([
  [['ru-RU', 'en'], 'ru'],
  [['de-DE', 'RU'], 'ru'],
  [['en-US', 'ru'], 'en'],
  [['de', 'fr'], 'en'],
  [[], 'en'],
])('a browser that prefers %p gets %s', (browser, expected) => {
  expect(preferred(browser)).toBe(expected);
});

test('words are those of the language spoken when they are read', () => {
  const words = inLanguage({ en: { yes: 'yes' }, ru: { yes: 'да' } });
  expect(words.yes).toBe('yes');
  speak('ru', []);
  expect(words.yes).toBe('да');
  expect(language()).toBe('ru');
});

test("times and numbers are written as in the browser's own country where it speaks the language", () => {
  speak('en', ['ru', 'en-US']);
  expect(locale()).toBe('en-US');
  speak('en', ['ru']);
  expect(locale()).toBe('en-GB');
});

test.each([
  [1, 'символ'],
  [2, 'символа'],
  [5, 'символов'],
  [11, 'символов'],
  [21, 'символ'],
  [112, 'символов'],
])('Russian counts %i %s', (n, word) => {
  expect(pluralIn('ru')(n, { one: 'символ', few: 'символа', other: 'символов' })).toBe(word);
});
