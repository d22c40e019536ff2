import { type PreFlightCode, preFlightFindings } from '@duet/contracts';
import { language } from '../../lib/language.ts';
import { findings, notices } from './findings.ru.ts';

const isFinding = (code: string): code is PreFlightCode => code in preFlightFindings;

/** What is wrong with a channel and what to do, in the reader's language. The server's sentence is English. */
export function noticeWords({ code, text }: { code: string; text: string }): string {
  if (language() === 'en') return text;
  return notices[code] ?? (isFinding(code) ? findings[code].join(' ') : text);
}
