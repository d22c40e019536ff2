/** A time in which a channel was disconnected; `untilMs` is null while it lasts. */
export interface Away {
  readonly fromMs: number;
  readonly untilMs: number | null;
}

/**
 * Whether something was written then. TikTok tells most times in whole seconds, so what was written in the second of
 * the return counts as written after it: better a ticket too many than one too few.
 */
export const wasAway = (atMs: number, { fromMs, untilMs }: Away): boolean =>
  atMs >= fromMs && (untilMs === null || atMs < untilMs - (untilMs % 1_000));
