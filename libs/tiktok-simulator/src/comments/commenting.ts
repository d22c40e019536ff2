import type { Platform } from '../platform/platform.ts';
import type { Post } from '../posts/entities.ts';
import type { Comment } from './entities.ts';
import { type CommentAction, commentUpdateContent } from './wire.ts';

export interface NewComment {
  text: string;
  imageUri?: string | undefined;
  authorId: string;
  owner: boolean;
  /** The comment answered; a reply to a reply attaches to its root. */
  repliesTo?: Comment | undefined;
}

export function addComment(platform: Platform, post: Post, draft: NewComment): Comment {
  const { customerEventDelay, ownCommentPublicDelay, spamMode } = platform.settings.current;
  const isHeld = draft.owner && spamMode;
  const comment = {
    commentId: platform.ids.comment(),
    videoId: post.itemId,
    openId: post.openId,
    rootId: draft.repliesTo ? (draft.repliesTo.rootId ?? draft.repliesTo.commentId) : null,
    authorId: draft.authorId,
    owner: draft.owner ? (1 as const) : (0 as const),
    text: draft.text,
    imageUri: draft.imageUri ?? null,
    createdAt: platform.clock.now(),
    hidden: isHeld ? (1 as const) : (0 as const),
    hiddenChangeRealAt: 0,
    deletedAt: null,
    likes: 0,
    liked: 0 as const,
  };
  platform.comments.insert(comment);
  const stored = { ...comment, seq: 0 };
  const delayMs = platform.randomWithin(customerEventDelay);
  emitCommentUpdate(platform, stored, 'insert', delayMs);
  if (draft.owner && !isHeld) {
    emitCommentUpdate(platform, stored, 'set_to_public', delayMs + platform.randomWithin(ownCommentPublicDelay));
  }
  return stored;
}

/** @returns whether anything changes; asking again for what is already asked causes no second event */
export function setVisibility(platform: Platform, comment: Comment, hidden: boolean): boolean {
  if ((comment.hidden === 1) === hidden) return false;
  const realNow = platform.clock.realNow();
  // A change asked for while another is still taking effect takes effect after it.
  const delayMs = Math.max(
    platform.randomWithin(platform.settings.current.visibilityDelay),
    comment.hiddenChangeRealAt + 1 - realNow,
  );
  platform.comments.save({ ...comment, hidden: hidden ? 1 : 0, hiddenChangeRealAt: realNow + delayMs });
  emitCommentUpdate(platform, comment, hidden ? 'set_to_hidden' : 'set_to_public', delayMs);
  return true;
}

/** Reported as an event only; the lists know PUBLIC and HIDDEN. */
export function setFriendsOnly(platform: Platform, comment: Comment): void {
  emitCommentUpdate(platform, comment, 'set_to_friends_only', 0);
}

/** One event for the comment itself, none for the replies that go with it (tiktok-api.md §12, 11). */
export function removeComment(platform: Platform, comment: Comment): void {
  platform.comments.delete(comment.commentId, platform.clock.now());
  emitCommentUpdate(platform, comment, 'delete', platform.randomWithin(platform.settings.current.customerEventDelay));
}

function emitCommentUpdate(platform: Platform, comment: Comment, action: CommentAction, delayMs: number): void {
  const at = platform.clock.now() + (action === 'insert' ? 0 : delayMs);
  platform.outbox.emit({
    eventType: 'COMMENT',
    event: 'comment.update',
    openId: comment.openId,
    at,
    content: commentUpdateContent(comment, action, at, platform.settings.current.commentTextInWebhook),
    delayMs,
    itemId: comment.videoId,
  });
}
