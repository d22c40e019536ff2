import { createHash } from 'node:crypto';
import type { Account } from '../accounts/entities.ts';
import type { AccountEndpoint, Data } from '../gateway/endpoint.ts';
import type { Params } from '../gateway/params.ts';
import { refuse } from '../gateway/refusal.ts';
import type { Platform } from '../platform/platform.ts';
import { type Comment, isHidden } from './entities.ts';
import { restComment } from './wire.ts';

const maxIds = 30;
const inlineReplies = 3;
const sortFields = ['likes', 'replies', 'create_time'] as const;

export const listComments: AccountEndpoint = {
  method: 'GET',
  path: '/business/comment/list/',
  caller: 'account',
  scope: 'comment.list',
  perform(platform, { params, account }) {
    const videoId = ownVideoId(platform, params, account);
    const withReplies = params.flag('include_replies');
    const found = filterById(platform, params, videoId) ?? platform.comments.rootsOf(videoId);
    const visible = filterByStatus(platform, params, found);
    return page(params, sort(platform, params, visible), (comment) => {
      const shown = restComment(platform, comment, account);
      if (!withReplies || comment.rootId !== null) return shown;
      const replies = filterByStatus(platform, params, platform.comments.repliesOf(comment.commentId));
      return {
        ...shown,
        reply_list: replies.slice(0, inlineReplies).map((reply) => restComment(platform, reply, account)),
      };
    });
  },
};

export const listReplies: AccountEndpoint = {
  method: 'GET',
  path: '/business/comment/reply/list/',
  caller: 'account',
  scope: 'comment.list',
  perform(platform, { params, account }) {
    const videoId = ownVideoId(platform, params, account);
    const parent = platform.comments.find(params.id('comment_id'));
    if (!parent || parent.deletedAt !== null || parent.videoId !== videoId) {
      return refuse(40007, 'comment_id: the comment does not exist');
    }
    if (isHidden(parent, platform.clock.realNow())) refuse(40002, 'comment_id: the comment is hidden');
    const replies = filterByStatus(platform, params, platform.comments.repliesOf(parent.commentId));
    return page(params, sort(platform, params, replies), (reply) => restComment(platform, reply, account));
  },
};

function ownVideoId(platform: Platform, params: Params, account: Account): string {
  const post = platform.posts.find(params.id('video_id')) ?? refuse(40007, 'video_id: the video does not exist');
  return post.openId === account.openId ? post.itemId : refuse(40001, 'video_id: not a video of this account');
}

function filterById(platform: Platform, params: Params, videoId: string): Comment[] | undefined {
  const ids = params.texts('comment_ids');
  if (!ids) return undefined;
  if (ids.length > maxIds) refuse(40011, `comment_ids: at most ${maxIds}`);
  return ids
    .map((id) => platform.comments.find(id))
    .filter((comment) => comment !== undefined)
    .filter((comment) => comment.videoId === videoId && comment.deletedAt === null);
}

function filterByStatus(platform: Platform, params: Params, comments: Comment[]): Comment[] {
  const status = params.oneOf('status', ['PUBLIC', 'ALL'], 'ALL');
  return status === 'ALL' ? comments : comments.filter((comment) => !isHidden(comment, platform.clock.realNow()));
}

function sort(platform: Platform, params: Params, comments: Comment[]): Comment[] {
  const order = params.oneOf(params.has('sort_type') ? 'sort_type' : 'sort_order', ['asc', 'desc', 'smart'], 'smart');
  const direction = order === 'asc' ? 1 : -1;
  const key = sortKey(platform, params.has('sort_field') ? params.oneOf('sort_field', sortFields) : undefined);
  return comments
    .map((comment) => ({ comment, key: key(comment) }))
    .sort((one, other) => direction * (one.key - other.key) || direction * (one.comment.seq - other.comment.seq))
    .map(({ comment }) => comment);
}

function sortKey(platform: Platform, field: (typeof sortFields)[number] | undefined): (comment: Comment) => number {
  switch (field) {
    case 'likes':
      return (comment) => comment.likes;
    case 'replies':
      return (comment) => platform.comments.countReplies(comment.commentId);
    case 'create_time':
      return (comment) => comment.createdAt;
    case undefined:
      // TikTok's default order is random; a stable one keeps pages consistent and still tells nobody the time.
      return (comment) => createHash('sha256').update(comment.commentId).digest().readUInt32BE(0);
  }
}

function page(params: Params, comments: Comment[], show: (comment: Comment) => Data): Data {
  const cursor = params.integer('cursor', 0, 0, Number.MAX_SAFE_INTEGER);
  const maxCount = params.integer('max_count', 20, 1, 30);
  const shown = comments.slice(cursor, cursor + maxCount);
  const end = cursor + shown.length;
  return { comments: shown.map(show), cursor: end, has_more: end < comments.length };
}
