import { excerpt, foundWords, searchedForms, wordsOf } from './search-words.ts';

const forms = (text: string) => wordsOf(text).map(({ form }) => form);

test('words of any alphabet and single emoji are found, in one form whatever their case, width or skin', () => {
  expect(forms('Где мой ЗАКАЗ №17? Ещё жду!')).toEqual(['где', 'мой', 'заказ', '17', 'еще', 'жду']);
  expect(forms('Thanks👍🏽❤️ ＯＫ')).toEqual(['thanks', '👍', '❤', 'ok']);
  expect(forms('注文 ไทย')).toEqual(['注', '文', 'ไ', 'ท', 'ย']);
  expect(forms('!?… ')).toEqual([]);
});

test('a word is where it stands in the text, counted as strings are cut', () => {
  const text = '😀 Größe';
  expect(wordsOf(text).map(({ start, end }) => text.slice(start, end))).toEqual(['😀', 'Größe']);
});

test('what is looked for is found from its beginning, each word of it', () => {
  const found = (text: string, query: string) =>
    foundWords(text, query).map(({ start, end }) => text.slice(start, end));
  expect(found('Мой заказ, ваши заказы', 'ЗАКАЗ')).toEqual(['заказ', 'заказы']);
  expect(found('Parcel came 😡😡', 'par 😡')).toEqual(['Parcel', '😡', '😡']);
  expect(found('nothing', '!!!')).toEqual([]);
  expect(searchedForms('red RED blue')).toEqual(['red', 'blue']);
});

test('an excerpt is one line around the first word that was found', () => {
  expect(excerpt('Hello\n  there', 'there')).toBe('Hello there');
  const long = `${'word '.repeat(100)}needle ${'after '.repeat(100)}`;
  expect(excerpt(long, 'needle')).toMatch(/^…(word ){8,9}needle (after )+.*…$/);
  expect([...excerpt('😀'.repeat(500), 'x')]).toHaveLength(181);
});
