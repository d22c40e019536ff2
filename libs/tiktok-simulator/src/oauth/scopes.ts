/** Every scope in TikTok's own sample token (tiktok-api.md §2.7), worded for the consent page. */
export const scopeTitles = {
  'user.info.basic': 'Profile information: name and picture',
  'user.info.username': 'Username',
  'user.info.profile': 'Profile details: bio and link',
  'user.info.stats': 'Profile counters',
  'user.account.type': 'Account type',
  'user.insights': 'Account insights',
  'video.list': 'View your posts',
  'video.insights': 'Post insights',
  'video.upload': 'Upload posts as drafts',
  'video.publish': 'Publish posts',
  'comment.list': 'Read comments',
  'comment.list.manage': 'Manage comments: answer, hide, delete',
  'message.list.read': 'Read direct messages',
  'message.list.send': 'Send direct messages',
  'message.list.manage': 'Manage direct messages and their media',
  'biz.creator.info': 'Creator information',
  'biz.creator.insights': 'Creator insights',
  'biz.brand.insights': 'Brand mentions',
  'biz.spark.auth': 'Spark ads authorization',
  'biz.ads.recommend': 'Ads recommendations',
  'tcm.order.update': 'Creator marketplace orders',
} as const;

export type Scope = keyof typeof scopeTitles;

export const allScopes = Object.keys(scopeTitles).filter(isScope);

export function isScope(name: string): name is Scope {
  return Object.hasOwn(scopeTitles, name);
}
