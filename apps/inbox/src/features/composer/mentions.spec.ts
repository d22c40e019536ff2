import { atWordAt, colleaguesFor, mentionedIn, withColleague } from './mentions.ts';

const people = [
  { id: '1', name: 'Anna' },
  { id: '2', name: 'Anna Bell' },
  { id: '3', name: 'Боря' },
];
const names = (found: readonly { name: string }[]) => found.map(({ name }) => name);

test('an @ before the caret offers the colleagues of whose name a word begins so', () => {
  expect(atWordAt('ask @be', 7)).toEqual({ from: 4, to: 7, word: 'be' });
  expect(names(colleaguesFor('be', people))).toEqual(['Anna Bell']);
  expect(names(colleaguesFor('БО', people))).toEqual(['Боря']);
  expect(names(colleaguesFor('', people))).toHaveLength(3);
});

test('an address is no mention', () => {
  expect(atWordAt('mail a@be', 9)).toBeNull();
  expect(mentionedIn('mail me@Anna', people)).toEqual([]);
});

test('a picked colleague takes the place of the word', () => {
  expect(withColleague('ask @be now', { from: 4, to: 7, word: 'be' }, 'Anna Bell')).toEqual({
    text: 'ask @Anna Bell now',
    caret: 15,
  });
});

test('whoever is named in full is mentioned', () => {
  expect(mentionedIn('@Anna, and @Боря: look', people)).toEqual(['1', '3']);
  expect(mentionedIn('@Annabel', people)).toEqual([]);
  expect(mentionedIn('@Anna Bell', people)).toEqual(['1', '2']);
});
