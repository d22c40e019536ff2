interface Colleague {
  readonly id: string;
  readonly name: string;
}

/** An `@` with what follows it up to the caret. */
export interface AtWord {
  /** Where the `@` stands. */
  readonly from: number;
  readonly to: number;
  readonly word: string;
}

/** The one that ends at the caret; null where there is none, as in an address. */
export function atWordAt(text: string, caret: number): AtWord | null {
  const [, word] = /(?:^|\s)@([\p{L}\p{N}._-]*)$/u.exec(text.slice(0, caret)) ?? [];
  return word === undefined ? null : { from: caret - word.length - 1, to: caret, word };
}

/** Colleagues of whose name a word begins so. */
export function colleaguesFor<Person extends Colleague>(word: string, people: readonly Person[]): Person[] {
  const wanted = word.toLowerCase();
  return people.filter(({ name }) =>
    name
      .toLowerCase()
      .split(/\s+/)
      .some((one) => one.startsWith(wanted)),
  );
}

/** The text with the colleague in the place of the word, and where the caret then stands. */
export function withColleague(text: string, { from, to }: AtWord, name: string): { text: string; caret: number } {
  const named = `@${name} `;
  return { text: text.slice(0, from) + named + text.slice(to).replace(/^ /, ''), caret: from + named.length };
}

/** Whom the text names, each as `@` and the whole name. */
export const mentionedIn = (text: string, people: readonly Colleague[]): string[] =>
  people.filter(({ name }) => isNamed(text, `@${name}`)).map(({ id }) => id);

function isNamed(text: string, named: string): boolean {
  for (let at = text.indexOf(named); at >= 0; at = text.indexOf(named, at + 1)) {
    if (!/^[\p{L}\p{N}]/u.test(text.slice(at + named.length)) && !/\S$/u.test(text.slice(0, at))) return true;
  }
  return false;
}
