/** Tickets chosen to be worked on together, and the one from which a range begins. */
export interface Selection {
  readonly ids: ReadonlySet<string>;
  readonly anchor: string | null;
}

export const nothingSelected: Selection = { ids: new Set(), anchor: null };

/**
 * The selection after this ticket was chosen or let go; with `range`, after all from the anchor to it were chosen.
 *
 * @param listed ids in the order of the list
 */
export function chosen(selection: Selection, listed: readonly string[], id: string, range: boolean): Selection {
  const [from, to] = [listed.indexOf(selection.anchor ?? ''), listed.indexOf(id)];
  if (range && from >= 0 && to >= 0) {
    const between = listed.slice(Math.min(from, to), Math.max(from, to) + 1);
    return { ids: new Set([...selection.ids, ...between]), anchor: selection.anchor };
  }
  const ids = new Set(selection.ids);
  if (!ids.delete(id)) ids.add(id);
  return { ids, anchor: id };
}
