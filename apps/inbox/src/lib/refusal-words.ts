import { isRejectionCode, rejections } from '@duet/contracts';
import { language } from './language.ts';
import { refusals } from './refusals.ru.ts';

/**
 * Why not, in the reader's language. The server's sentence is English; what it says beyond the sentence of its code,
 * as TikTok's own reason, stays as it is.
 */
export function refusalWords(code: string, text: string): string {
  if (language() === 'en') return text;
  if (code === 'not_sent') return refusals.not_sent;
  if (!isRejectionCode(code)) return text;
  return `${refusals[code]} ${text.replace(rejections[code][1], '').trim()}`.trim();
}

/** The sentence of a refusal that this page knows by itself. */
export const refusalSentence = (code: keyof typeof rejections): string => refusalWords(code, rejections[code][1]);
