import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { speak } from '../../lib/language.ts';
import { mediaReason } from './media-reason.ts';

afterEach(() => speak('en', []));

test("English shows the server's reason as it came", () => {
  expect(mediaReason('TikTok does not have this file.')).toBe('TikTok does not have this file.');
});

test('Russian words every reason that the service of channels gives', () => {
  speak('ru', []);
  const reasons = written();
  expect(reasons.length).toBeGreaterThanOrEqual(7);
  for (const reason of reasons) expect(mediaReason(reason)).toMatch(/[а-яё]/);
  expect(mediaReason('The file is larger than 20 MB.')).toBe('Файл больше 20 МБ.');
});

test('a reason that is not known stays as it is', () => {
  speak('ru', []);
  expect(mediaReason('Something new.')).toBe('Something new.');
});

/** The sentences in the sources that end as the reason of a file that is gone. */
function written(): string[] {
  const channels = join(import.meta.dirname, '../../../../channels/src');
  return globSync(['media/media-fetch*.ts', 'comments/comment-images.ts'], { cwd: channels })
    .flatMap((file) => readFileSync(join(channels, file), 'utf8').match(/(?<=['"])[A-Z][^`\n]*\.(?=['"])/g) ?? [])
    .map((sentence) => sentence.replaceAll("\\'", "'"));
}
