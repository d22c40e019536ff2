import type { AccountCall, AccountEndpoint, Data } from '../gateway/endpoint.ts';
import { refuse } from '../gateway/refusal.ts';
import type { Platform } from '../platform/platform.ts';
import type { Post } from '../posts/entities.ts';
import { addComment, removeComment, setVisibility } from './commenting.ts';
import type { Comment } from './entities.ts';
import { userIdOf } from './wire.ts';

const manage = { method: 'POST', caller: 'account', scope: 'comment.list.manage' } as const;

export const createComment: AccountEndpoint = {
  ...manage,
  path: '/business/comment/create/',
  perform(platform, call) {
    const post = ownPost(platform, call);
    return publish(platform, call, post, undefined);
  },
};

/** The reply attaches to the root of the comment it aims at (tiktok-api.md §12, 35). `reply_image_url` is absent. */
export const createReply: AccountEndpoint = {
  ...manage,
  path: '/business/comment/reply/create/',
  perform(platform, call) {
    const post = ownPost(platform, call);
    const comment = ownPostsComment(platform, call);
    if (comment.videoId !== post.itemId) refuse(40002, 'comment_id: not a comment of this video');
    return publish(platform, call, post, comment);
  },
};

export const hideComment: AccountEndpoint = {
  ...manage,
  path: '/business/comment/hide/',
  perform(platform, call) {
    const post = ownPost(platform, call);
    const comment = ownPostsComment(platform, call);
    if (comment.videoId !== post.itemId) refuse(40002, 'comment_id: not a comment of this video');
    if (comment.authorId === call.account.authorId)
      refuse(40001, 'You cannot hide or show comments of your own account.');
    const hide = call.params.oneOf('action', ['HIDE', 'UNHIDE']) === 'HIDE';
    const changed = setVisibility(platform, comment, hide);
    record(platform, call, hide ? 'comment.hide' : 'comment.unhide', comment, { changed });
    return {};
  },
};

export const likeComment: AccountEndpoint = {
  ...manage,
  path: '/business/comment/like/',
  perform(platform, call) {
    const comment = ownPostsComment(platform, call);
    const like = call.params.oneOf('action', ['LIKE', 'UNLIKE']) === 'LIKE';
    const changed = (comment.liked === 1) !== like;
    const likes = comment.likes + (changed ? (like ? 1 : -1) : 0);
    platform.comments.save({ ...comment, liked: like ? 1 : 0, likes });
    record(platform, call, like ? 'comment.like' : 'comment.unlike', comment, { changed });
    return {};
  },
};

/** Own comments only: a customer's comment can be hidden, never deleted. */
export const deleteComment: AccountEndpoint = {
  ...manage,
  path: '/business/comment/delete/',
  perform(platform, call) {
    const comment = ownPostsComment(platform, call);
    if (comment.authorId !== call.account.authorId) refuse(40001, 'You can only delete comments of your own account.');
    removeComment(platform, comment);
    record(platform, call, 'comment.delete', comment, {});
    return {};
  },
};

function ownPost(platform: Platform, { params, account }: AccountCall): Post {
  const post = platform.posts.find(params.id('video_id')) ?? refuse(40007, 'video_id: the video does not exist');
  return post.openId === account.openId ? post : refuse(40001, 'video_id: not a video of this account');
}

function ownPostsComment(platform: Platform, { params, account }: AccountCall): Comment {
  const comment = platform.comments.find(params.id('comment_id'));
  if (!comment || comment.deletedAt !== null) return refuse(40007, 'comment_id: the comment does not exist');
  return comment.openId === account.openId ? comment : refuse(40001, 'comment_id: not on a video of this account');
}

function publish(platform: Platform, call: AccountCall, post: Post, repliesTo: Comment | undefined): Data {
  const { text, imageUri } = readContent(platform, call);
  const draft = { text: text ?? '', imageUri, authorId: call.account.authorId, owner: true, repliesTo };
  const comment = addComment(platform, post, draft);
  record(platform, call, repliesTo ? 'comment.reply' : 'comment.create', comment, { commentId: comment.commentId });
  return {
    comment_id: comment.commentId,
    video_id: post.itemId,
    ...(comment.rootId !== null && { parent_comment_id: comment.rootId }),
    unique_identifier: comment.authorId,
    user_id: userIdOf(call.account),
    create_time: String(Math.floor(comment.createdAt / 1000)),
    ...(imageUri === undefined ? { text: comment.text } : { image_url: platform.urls.commentImage(imageUri) }),
  };
}

function readContent(platform: Platform, { params, account }: AccountCall): { text?: string; imageUri?: string } {
  const text = params.optionalText('text');
  const imageUri = params.optionalText('image_uri');
  if (params.has('reply_image_url')) refuse(40002, 'reply_image_url: not a verified URL property');
  if ((text === undefined) === (imageUri === undefined)) refuse(40002, 'text: exactly one of text and image_uri');
  if (imageUri !== undefined) {
    const isOwn = platform.commentImages.find(imageUri)?.openId === account.openId;
    return isOwn ? { imageUri } : refuse(40002, 'image_uri: unknown image');
  }
  const { commentTextMax } = platform.settings.current;
  if (text !== undefined && [...text].length > commentTextMax)
    refuse(40002, `text: at most ${commentTextMax} characters`);
  return text === undefined ? {} : { text };
}

function record(
  platform: Platform,
  { account, tokenFingerprint }: AccountCall,
  kind: Parameters<Platform['ledger']['record']>[0]['kind'],
  comment: Comment,
  result: Record<string, string | boolean>,
): void {
  platform.ledger.record({
    kind,
    account: account.openId,
    tokenFingerprint,
    target: {
      videoId: comment.videoId,
      commentId: comment.commentId,
      ...(comment.rootId !== null && { parentCommentId: comment.rootId }),
      ...(comment.imageUri !== null && { imageUri: comment.imageUri }),
    },
    text: comment.text,
    result,
  });
}
