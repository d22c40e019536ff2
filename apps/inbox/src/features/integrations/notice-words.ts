import { type PreFlightCheck, type PreFlightCode, preFlightFindings } from '@duet/contracts';
import { language } from '../../lib/language.ts';
import { findings, notices } from './findings.ru.ts';

const isFinding = (code: string): code is PreFlightCode => code in preFlightFindings;

/** What is wrong with a channel and what to do, in the reader's language. The server's sentence is English. */
export function noticeWords({ code, text }: { code: string; text: string }): string {
  if (language() === 'en') return text;
  return notices[code] ?? (isFinding(code) ? findings[code].join(' ') : text);
}

/** Why a check did not pass, and what to do about it, in the reader's language. */
export function findingWords({ code, cause, fix }: PreFlightCheck): { cause: string | null; fix: string | null } {
  if (language() === 'en' || code === null || !isFinding(code)) return { cause, fix };
  const [because, step] = findings[code];
  return { cause: because, fix: step };
}
