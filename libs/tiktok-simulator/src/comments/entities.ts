import type { Flag } from '../storage/database.ts';

export interface Comment {
  seq: number;
  commentId: string;
  videoId: string;
  /** The account whose post it is on. */
  openId: string;
  /** The top-level comment of a reply; null for a top-level comment. */
  rootId: string | null;
  authorId: string;
  /** Written by the post's owner. */
  owner: Flag;
  text: string;
  imageUri: string | null;
  createdAt: number;
  /** The visibility last asked for, in effect from `hiddenChangeRealAt` on. */
  hidden: Flag;
  hiddenChangeRealAt: number;
  deletedAt: number | null;
  likes: number;
  liked: Flag;
}

export interface CommentImage {
  imageUri: string;
  openId: string;
  mime: string;
  width: number;
  height: number;
  content: Uint8Array;
}

export function isHidden(comment: Pick<Comment, 'hidden' | 'hiddenChangeRealAt'>, realNow: number): boolean {
  const asked = comment.hidden === 1;
  return realNow >= comment.hiddenChangeRealAt ? asked : !asked;
}
