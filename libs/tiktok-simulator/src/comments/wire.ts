import { createHash } from 'node:crypto';
import type { Account } from '../accounts/entities.ts';
import type { Data } from '../gateway/endpoint.ts';
import type { Platform } from '../platform/platform.ts';
import { type Comment, isHidden } from './entities.ts';

export type CommentAction = 'insert' | 'delete' | 'set_to_hidden' | 'set_to_friends_only' | 'set_to_public';

/** Comment as the lists show it (tiktok-api.md §5.3). */
export function restComment(platform: Platform, comment: Comment, account: Account): Data {
  const author = authorOf(platform, comment, account);
  return {
    comment_id: comment.commentId,
    video_id: comment.videoId,
    ...(comment.rootId !== null && { parent_comment_id: comment.rootId }),
    unique_identifier: comment.authorId,
    user_id: author.userId,
    username: author.username,
    display_name: author.displayName,
    profile_image: platform.urls.avatar(author.username),
    create_time: String(Math.floor(comment.createdAt / 1000)),
    text: comment.text,
    ...(comment.imageUri !== null && { image_url: platform.urls.commentImage(comment.imageUri) }),
    likes: comment.likes,
    ...(comment.rootId === null && { replies: platform.comments.countReplies(comment.commentId) }),
    owner: comment.owner === 1,
    liked: comment.liked === 1,
    pinned: false,
    status: isHidden(comment, platform.clock.realNow()) ? 'HIDDEN' : 'PUBLIC',
  };
}

/** Content of `comment.update`: three ids are bare numbers beyond 2^53, so this JSON is written by hand (§6.11). */
export function commentUpdateContent(comment: Comment, action: CommentAction, at: number, withText: boolean): string {
  const fields = [
    `"comment_id":${comment.commentId}`,
    `"video_id":${comment.videoId}`,
    `"parent_comment_id":${comment.rootId ?? 0}`,
    `"comment_type":"${comment.rootId === null ? 'comment' : 'reply'}"`,
    `"comment_action":"${action}"`,
    `"timestamp":${at}`,
    `"unique_identifier":${JSON.stringify(comment.authorId)}`,
  ];
  if (withText) fields.push(`"text":${JSON.stringify(comment.text)}`);
  return `{${fields.join(',')}}`;
}

/** The older, app-scoped id of an account's own comments, which TikTok still tells. */
export const userIdOf = ({ authorId }: Account): string =>
  createHash('sha256').update(authorId).digest('hex').slice(0, 40);

function authorOf(platform: Platform, comment: Comment, account: Account) {
  if (comment.owner) return { ...account, userId: userIdOf(account) };
  return platform.customers.find(comment.authorId) ?? { userId: '', username: 'unknown', displayName: 'Unknown' };
}
