import type { SavedReplyView } from '@duet/contracts';

/** A `#` with what follows it up to the caret: perhaps the name of a saved reply, perhaps a hashtag. */
export interface HashWord {
  /** Where the `#` stands. */
  readonly from: number;
  readonly to: number;
  readonly word: string;
}

/** The one that ends at the caret; null where there is none, as after a space. */
export function hashWordAt(text: string, caret: number): HashWord | null {
  const [, word] = /(?:^|\s)#([\p{L}\p{N}_-]*)$/u.exec(text.slice(0, caret)) ?? [];
  return word === undefined ? null : { from: caret - word.length - 1, to: caret, word };
}

/** Those that the word may mean, the likeliest first: by shortcut, then by a word of the title, then by any part. */
export function repliesFor(word: string, replies: readonly SavedReplyView[]): SavedReplyView[] {
  const wanted = word.toLowerCase();
  const rank = ({ shortcut, title }: SavedReplyView): number => {
    const name = (shortcut ?? '').toLowerCase();
    const words = title.toLowerCase();
    if (name === wanted && wanted !== '') return 0;
    if (name.startsWith(wanted)) return 1;
    if (words.split(/\s+/).some((one) => one.startsWith(wanted))) return 2;
    return name.includes(wanted) || words.includes(wanted) ? 3 : 4;
  };
  return replies
    .map((reply) => ({ reply, place: wanted === '' ? 0 : rank(reply) }))
    .filter(({ place }) => place < 4)
    .sort((a, b) => a.place - b.place)
    .map(({ reply }) => reply);
}

/** The text with the reply in the place of the word, and where the caret then stands. */
export function withReply(text: string, { from, to }: HashWord, filledIn: string): { text: string; caret: number } {
  return { text: text.slice(0, from) + filledIn + text.slice(to), caret: from + filledIn.length };
}
