/**
 * Whose turn it is: of those who are free the one whose last turn is longest ago, and who never had one before all.
 * @param served who had turns, the last one last
 */
export function nextInTurn(
  members: readonly string[],
  served: readonly string[],
  isFree: (personId: string) => boolean,
): string | null {
  const free = members.filter(isFree);
  return free.toSorted((a, b) => served.indexOf(a) - served.indexOf(b))[0] ?? null;
}

/** The same after this person had a turn. */
export const afterTurn = (served: readonly string[], personId: string): string[] => [
  ...served.filter((id) => id !== personId),
  personId,
];
