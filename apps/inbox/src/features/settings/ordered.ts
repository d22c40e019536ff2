interface Entry {
  readonly id: string;
}

/** With this entry instead of the one of its id, or at the end. */
export const withEntry = <T extends Entry>(entries: readonly T[], entry: T): T[] =>
  entries.some(({ id }) => id === entry.id)
    ? entries.map((one) => (one.id === entry.id ? entry : one))
    : [...entries, entry];

/** With this entry one place earlier or later; at either end nothing moves. */
export function moved<T extends Entry>(entries: readonly T[], id: string, by: -1 | 1): T[] {
  const from = entries.findIndex((entry) => entry.id === id);
  const entry = entries[from];
  const to = from + by;
  if (!entry || to < 0 || to >= entries.length) return [...entries];
  return entries.toSpliced(from, 1).toSpliced(to, 0, entry);
}
