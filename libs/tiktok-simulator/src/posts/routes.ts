import type { AccountEndpoint, Data, Json } from '../gateway/endpoint.ts';
import type { Params } from '../gateway/params.ts';
import { refuse } from '../gateway/refusal.ts';
import type { Platform } from '../platform/platform.ts';
import type { Post } from './entities.ts';

const postFields: Record<string, (platform: Platform, post: Post, username: string) => Json> = {
  item_id: (_, post) => post.itemId,
  media_type: (_, post) => post.mediaType,
  is_ad: (_, post) => post.isAd === 1,
  caption: (_, post) => post.caption,
  thumbnail_url: (platform, post) => platform.urls.postCover(post.itemId),
  share_url: (platform, post, username) =>
    `https://www.tiktok.com/@${username}/video/${post.itemId}?utm_campaign=tt4d_open_api&utm_source=${platform.app.current.clientKey}`,
  embed_url: (_, post) => `https://www.tiktok.com/player/v1/${post.itemId}?music_info=1&description=1`,
  create_time: (_, post) => String(Math.floor(post.createdAt / 1000)),
  video_duration: () => 15.2,
  likes: (_, post) => post.likes,
  comments: (platform, post) => platform.comments.countOfPost(post.itemId),
  shares: () => 0,
  favorites: () => 0,
  video_views: (_, post) => post.likes * 20,
  reach: (_, post) => post.likes * 15,
};

export const listPosts: AccountEndpoint = {
  method: 'GET',
  path: '/business/video/list/',
  caller: 'account',
  scope: 'video.list',
  perform(platform, { params, account }): Data {
    const fields = readFields(params);
    const wanted = params.object('filters')?.texts('video_ids');
    const maxCount = params.integer('max_count', 10, 1, 20);
    const cursor = params.integer('cursor', platform.clock.now() + 1, 0, Number.MAX_SAFE_INTEGER);
    const older = wanted
      ? wanted.map((id) => platform.posts.find(id)).filter((post) => post?.openId === account.openId)
      : platform.posts.listOlderThan(account.openId, cursor, maxCount + 1);
    const page = older.filter((post) => post !== undefined).slice(0, maxCount);
    return {
      videos: page.map((post) =>
        Object.fromEntries(fields.map((field) => [field, postFields[field]?.(platform, post, account.username)])),
      ),
      cursor: page.at(-1)?.createdAt ?? cursor,
      has_more: older.length > maxCount,
    };
  },
};

function readFields(params: Params): string[] {
  const fields = params.texts('fields') ?? ['item_id'];
  const unknown = fields.find((field) => !Object.hasOwn(postFields, field));
  if (unknown !== undefined) refuse(40002, `fields: unknown field ${unknown}`);
  if (fields.length > 1 && !fields.includes('item_id')) refuse(40002, 'fields: must include item_id');
  return fields;
}
