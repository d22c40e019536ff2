import { rejections } from '@duet/contracts';
import { speak } from './language.ts';
import { refusalSentence, refusalWords } from './refusal-words.ts';

afterEach(() => speak('en', []));

test("English shows the server's sentence as it came", () => {
  expect(refusalWords('window_closed', 'It is over.')).toBe('It is over.');
});

test('Russian words a refusal by its code and keeps what TikTok itself said beside it', () => {
  speak('ru', []);
  expect(refusalSentence('window_closed')).toBe('48 часов на ответ прошли. Сначала должен написать клиент.');
  const said = `${rejections.tiktok_refused[1]} The user has blocked you`;
  expect(refusalWords('tiktok_refused', said)).toBe('TikTok отказал. The user has blocked you');
});

test('a code that is not known keeps its sentence in any language', () => {
  speak('ru', []);
  expect(refusalWords('tiktok_40016', 'Params error')).toBe('Params error');
});
