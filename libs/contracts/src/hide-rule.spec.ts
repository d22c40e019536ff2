import { catcher } from './hide-rule.ts';

test.each([
  ['SPAM', 'this is spam!'],
  ['buy now', 'BUY\n now, only today'],
  ['дёшево', 'Очень ДЁШЕВО'],
  ['ＷＩＮ', 'win a phone'],
  ['a.b (c)', 'see a.b (c) there'],
  ['💸', 'free 💸💸'],
])('the word %j catches %j', (word, text) => {
  expect(catcher({ words: ['nothing', word], wholeWords: true })(text)).toBe(true);
});

test('whole words leave longer ones alone, parts do not', () => {
  const [whole, part] = [true, false].map((wholeWords) => catcher({ words: ['ad'], wholeWords }));
  expect([whole?.('add it'), whole?.('an ad, again'), part?.('add it')]).toEqual([false, true, true]);
});

test('signs of patterns mean themselves', () => {
  const catches = catcher({ words: ['.*', '$5'], wholeWords: false });
  expect([catches('anything'), catches('only $5'), catches('.*')]).toEqual([false, true, true]);
});
