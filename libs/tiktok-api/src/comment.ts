import { z } from 'zod';
import { count, id, list, optionalBoolean, optionalId, optionalText, secondsToMs, word } from './wire.ts';

export interface Comment {
  commentId: string;
  videoId: string;
  parentCommentId: string | null;
  /** Second precision. */
  createdAtMs: number;
  /** The author, the same value as in direct messages. */
  uniqueIdentifier: string | null;
  username: string | null;
  displayName: string | null;
  /** Expires. */
  profileImageUrl: string | null;
  text: string | null;
  /** Set for an image comment; does not expire. */
  imageUrl: string | null;
  status: 'public' | 'hidden' | null;
  /** Written by the post's owner. */
  isByOwner: boolean | null;
  isPinned: boolean;
  isLikedByOwner: boolean;
  likes: number;
  /** Everyone's replies, the owner's included. */
  replies: number;
  /** At most three, and only where asked for. */
  replyList: Comment[];
}

const amount = count
  .nullish()
  .catch(null)
  .transform((value) => value ?? 0);

const fields = {
  comment_id: id,
  video_id: id,
  parent_comment_id: optionalId,
  create_time: secondsToMs,
  unique_identifier: optionalText,
  username: optionalText,
  display_name: optionalText,
  profile_image: optionalText,
  text: optionalText,
  image_url: optionalText,
  status: word({ public: 'public', hidden: 'hidden' }),
  owner: optionalBoolean,
  pinned: optionalBoolean,
  liked: optionalBoolean,
  likes: amount,
  replies: amount,
};

const reply = z.object(fields).transform((wire) => toComment(wire, []));

export const comment = z
  .object({ ...fields, reply_list: list(reply) })
  .transform((wire) => toComment(wire, wire.reply_list));

function toComment(wire: z.output<z.ZodObject<typeof fields>>, replyList: Comment[]): Comment {
  return {
    commentId: wire.comment_id,
    videoId: wire.video_id,
    parentCommentId: wire.parent_comment_id,
    createdAtMs: wire.create_time,
    uniqueIdentifier: wire.unique_identifier,
    username: wire.username,
    displayName: wire.display_name,
    profileImageUrl: wire.profile_image,
    text: wire.text,
    imageUrl: wire.image_url,
    status: wire.status,
    isByOwner: wire.owner,
    isPinned: wire.pinned ?? false,
    isLikedByOwner: wire.liked ?? false,
    likes: wire.likes,
    replies: wire.replies,
    replyList,
  };
}
