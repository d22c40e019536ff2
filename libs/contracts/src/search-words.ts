import type { Content } from './content.ts';

/** A word or an emoji of a text: the form in which it is searched, and where it stands. */
export interface Word {
  readonly form: string;
  readonly start: number;
  /** The place after its last character. */
  readonly end: number;
}

/** An emoji, a sign of a script that is written without spaces, or letters and digits up to what is neither. */
const pieces =
  /\p{RGI_Emoji}|\p{Extended_Pictographic}|[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Khmer}\p{sc=Lao}]|[\p{L}\p{N}][\p{L}\p{M}\p{N}]*/gv;

/** How an emoji looks and of which skin it is makes no difference. */
const variants = /[\u{FE0E}\u{FE0F}]|\p{Emoji_Modifier}/gu;

const MAX_FORM_CHARS = 64;

/** The words of a text, in their order. Case, width and the dots of `ё` make no difference. */
export const wordsOf = (text: string): Word[] =>
  [...text.matchAll(pieces)].map(({ 0: piece, index }) => ({
    form: formOf(piece),
    start: index,
    end: index + piece.length,
  }));

const formOf = (piece: string): string =>
  [...piece.normalize('NFKC').toLowerCase().replaceAll('ё', 'е').replace(variants, '')]
    .slice(0, MAX_FORM_CHARS)
    .join('');

/** What is looked for, each once: words that must all be there, each at least as the beginning of one. */
export const searchedForms = (query: string): string[] => [...new Set(wordsOf(query).map(({ form }) => form))];

/** The words of a text that the query speaks of. */
export function foundWords(text: string, query: string): Word[] {
  const forms = searchedForms(query);
  return wordsOf(text).filter(({ form }) => forms.some((searched) => form.startsWith(searched)));
}

/** What of a message can be searched; nothing where it holds no words. */
export function searchableText(content: Content): string {
  switch (content.type) {
    case 'text':
      return content.text;
    case 'card':
      return [content.title, ...content.buttons].join(' ');
    default:
      return '';
  }
}

const BEFORE_CHARS = 40;
const EXCERPT_CHARS = 180;

/** One line around the first word that was found, with `…` where something is left out. */
export function excerpt(text: string, query: string): string {
  const line = text.replace(/\s+/gu, ' ').trim();
  const first = foundWords(line, query)[0]?.start ?? 0;
  const from = first <= BEFORE_CHARS ? 0 : line.lastIndexOf(' ', first - BEFORE_CHARS) + 1 || first;
  const rest = Array.from(line.slice(from));
  const cut = rest.slice(0, EXCERPT_CHARS).join('');
  return `${from > 0 ? '…' : ''}${cut}${rest.length > EXCERPT_CHARS ? '…' : ''}`;
}
