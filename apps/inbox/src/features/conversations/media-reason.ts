import { language } from '../../lib/language.ts';

const inRussian: Readonly<Record<string, string>> = {
  'TikTok did not give this file for 30 days.': 'TikTok не отдавал этот файл 30 дней.',
  'TikTok does not have this file.': 'У TikTok нет этого файла.',
  'TikTok no longer has this file.': 'У TikTok больше нет этого файла.',
  'TikTok shows no picture for this comment.': 'TikTok не показывает картинку этого комментария.',
  "The address of this file is none of TikTok's.": 'Адрес этого файла не принадлежит TikTok.',
  'What TikTok gave is neither a picture nor a video.': 'TikTok отдал не картинку и не видео.',
  'The TikTok account is no longer here.': 'Этого аккаунта TikTok здесь больше нет.',
};

const tooLarge = /^The file is larger than (\d+) MB\.$/;

/** Why a file is not here, in the reader's language. The server says it in English; what is not known stays as it is. */
export function mediaReason(text: string): string {
  if (language() === 'en') return text;
  return inRussian[text] ?? text.replace(tooLarge, 'Файл больше $1 МБ.');
}
