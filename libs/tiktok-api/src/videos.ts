import { z } from 'zod';
import type { AccountAccess } from './build-request.ts';
import type { TikTokClient } from './client.ts';
import { id, optionalBoolean, optionalNumber, optionalSecondsToMs, optionalText, presentList, word } from './wire.ts';

/** TikTok lists at most so many posts a call. */
export const MAX_POST_IDS = 20;

/** What `video.list` alone unlocks; a field whose scope is missing fails the whole call. */
const BASIC_FIELDS = ['item_id', 'media_type', 'caption', 'thumbnail_url', 'share_url', 'embed_url', 'create_time'];

const post = z
  .object({
    item_id: id,
    media_type: word({ video: 'video', photo: 'photo' }),
    caption: optionalText,
    thumbnail_url: optionalText,
    share_url: optionalText,
    embed_url: optionalText,
    create_time: optionalSecondsToMs,
    is_ad: optionalBoolean,
    likes: optionalNumber,
    comments: optionalNumber,
    shares: optionalNumber,
    video_views: optionalNumber,
  })
  .transform((wire) => ({
    videoId: wire.item_id,
    mediaType: wire.media_type,
    caption: wire.caption,
    /** Expires. */
    thumbnailUrl: wire.thumbnail_url,
    shareUrl: wire.share_url,
    embedUrl: wire.embed_url,
    createdAtMs: wire.create_time,
    isAd: wire.is_ad,
    likes: wire.likes,
    comments: wire.comments,
    shares: wire.shares,
    views: wire.video_views,
  }));

export type Post = z.output<typeof post>;

export type PostExtraField = 'is_ad' | 'likes' | 'comments' | 'shares' | 'video_views';

/**
 * Lists the account's public posts, newest first, or those named by `videoIds`.
 *
 * @param query.olderThanMs epoch milliseconds; TikTok's default is now
 * @param query.maxCount at most 20, TikTok's default is 10; a page may be short while `hasMore` is true
 */
export async function listPosts(
  client: TikTokClient,
  account: AccountAccess,
  query: {
    videoIds?: readonly string[];
    extraFields?: readonly PostExtraField[];
    olderThanMs?: number;
    maxCount?: number;
  },
): Promise<{ posts: Post[]; hasMore: boolean; olderThanMs: number | null }> {
  const data = await client.call(
    {
      method: 'GET',
      path: '/business/video/list/',
      auth: { kind: 'account', ...account },
      query: {
        business_id: account.businessId,
        fields: [...BASIC_FIELDS, ...(query.extraFields ?? [])],
        filters: query.videoIds && { video_ids: query.videoIds },
        cursor: query.olderThanMs,
        max_count: query.maxCount,
      },
    },
    z.object({ videos: presentList(post), has_more: optionalBoolean, cursor: optionalNumber }),
  );
  return { posts: data.videos, hasMore: data.has_more ?? false, olderThanMs: data.cursor };
}
