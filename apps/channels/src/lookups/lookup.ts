import type { AccountKey } from '../accounts/account.ts';

/** Something that TikTok is to be asked about in the background. */
export interface Lookup extends AccountKey {
  /** This one included. */
  readonly attempts: number;
}

/** What TikTok shows changes rarely: what is met again is looked up again, but not within a day. */
export const ASK_AGAIN_AFTER_MS = 24 * 3_600_000;
/** Then it is left until it is met again. */
export const MAX_ATTEMPTS = 10;

const FIRST_WAIT_MS = 15_000;
const LONGEST_WAIT_MS = 3_600_000;

export const waitBeforeNext = (attempts: number): number =>
  Math.min(FIRST_WAIT_MS * 2 ** (attempts - 1), LONGEST_WAIT_MS);
