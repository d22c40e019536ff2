import type { AccountKey } from '../accounts/account.ts';

/** Somebody who wrote, and where TikTok shows who that is. */
export interface Seen extends AccountKey {
  readonly channelId: string;
  /** TikTok's `unique_identifier`, the same in messages and comments. */
  readonly externalId: string;
  readonly username: string | null;
  readonly place:
    | { readonly kind: 'conversation'; readonly conversationId: string }
    | { readonly kind: 'comment'; readonly videoId: string; readonly commentId: string };
}

export interface ContactLookup extends Seen {
  /** This one included. */
  readonly attempts: number;
}

export interface Description {
  readonly username: string | null;
  readonly displayName: string | null;
  readonly avatarUrl: string | null;
}

/** Pictures expire and names change, so a contact who writes again is looked up again, but not within a day. */
export const ASK_AGAIN_AFTER_MS = 24 * 3_600_000;
/** Then it is left until the contact writes again. */
export const MAX_ATTEMPTS = 10;

const FIRST_WAIT_MS = 15_000;
const LONGEST_WAIT_MS = 3_600_000;

export const waitBeforeNext = (attempts: number): number =>
  Math.min(FIRST_WAIT_MS * 2 ** (attempts - 1), LONGEST_WAIT_MS);
