import { z } from 'zod';
import type { AccountAccess } from './build-request.ts';
import type { TikTokClient } from './client.ts';
import { optionalBoolean, optionalNumber, optionalText } from './wire.ts';

const profile = z
  .object({
    username: optionalText,
    display_name: optionalText,
    profile_image: optionalText,
    profile_deep_link: optionalText,
    bio_description: optionalText,
    is_verified: optionalBoolean,
    is_business_account: optionalBoolean,
    followers_count: optionalNumber,
    following_count: optionalNumber,
    total_likes: optionalNumber,
    videos_count: optionalNumber,
  })
  .transform((wire) => ({
    username: wire.username,
    displayName: wire.display_name,
    /** Expires. */
    profileImageUrl: wire.profile_image,
    profileUrl: wire.profile_deep_link,
    bio: wire.bio_description,
    isVerified: wire.is_verified,
    isBusinessAccount: wire.is_business_account,
    followers: wire.followers_count,
    following: wire.following_count,
    likes: wire.total_likes,
    posts: wire.videos_count,
  }));

/** What was not asked for is null. */
export type AccountProfile = z.output<typeof profile>;

export type ProfileField =
  | 'username'
  | 'display_name'
  | 'profile_image'
  | 'profile_deep_link'
  | 'bio_description'
  | 'is_verified'
  | 'is_business_account'
  | 'followers_count'
  | 'following_count'
  | 'total_likes'
  | 'videos_count';

/**
 * Reads the account's profile.
 *
 * @throws TikTokRefused  'scope-missing' when the scope of a single one of the fields was not granted
 */
export async function getAccount(
  client: TikTokClient,
  account: AccountAccess,
  fields: readonly ProfileField[],
): Promise<AccountProfile> {
  return client.call(
    {
      method: 'GET',
      path: '/business/get/',
      auth: { kind: 'account', ...account },
      query: { business_id: account.businessId, fields },
    },
    profile,
  );
}
