import type { AccountKey } from '../accounts/account.ts';
import type { Lookup } from '../lookups/lookup.ts';

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

export type ContactLookup = Seen & Lookup;

export interface Description {
  readonly username: string | null;
  readonly displayName: string | null;
  readonly avatarUrl: string | null;
}
