import { addComment, removeComment } from '../comments/commenting.ts';
import type { Comment } from '../comments/entities.ts';
import { readImage } from '../media/image-file.ts';
import type { Platform } from '../platform/platform.ts';
import type { Post } from '../posts/entities.ts';
import type { Action, ActionResult } from './actions.ts';
import { commentNamed, customerNamed, postNamed } from './parties.ts';
import { ControlRefusal } from './refusal.ts';

type Of<Kind extends Action['do']> = Extract<Action, { do: Kind }>;

export function writeComment(platform: Platform, action: Of<'comment'>): ActionResult {
  return write(platform, action, postNamed(platform, action.post), undefined);
}

export function writeReply(platform: Platform, action: Of<'reply'>): ActionResult {
  const parent = commentNamed(platform, action.comment);
  return write(platform, action, postNamed(platform, parent.videoId), parent);
}

export function deleteOwnComment(platform: Platform, action: Of<'delete_comment'>): ActionResult {
  const comment = commentNamed(platform, action.comment);
  if (comment.authorId !== customerNamed(platform, action.customer).uniqueIdentifier) {
    throw new ControlRefusal(409, 'customers delete their own comments only');
  }
  removeComment(platform, comment);
  return { commentId: comment.commentId };
}

function write(
  platform: Platform,
  { customer, text, imageBase64 }: Of<'comment' | 'reply'>,
  post: Post,
  repliesTo: Comment | undefined,
): ActionResult {
  if (text === undefined && imageBase64 === undefined) throw new ControlRefusal(400, 'text or imageBase64 is needed');
  const author = customerNamed(platform, customer);
  const comment = addComment(platform, post, {
    text: text ?? '',
    imageUri: imageBase64 === undefined ? undefined : storeImage(platform, post.openId, imageBase64),
    authorId: author.uniqueIdentifier,
    owner: false,
    repliesTo,
  });
  return {
    commentId: comment.commentId,
    videoId: comment.videoId,
    ...(comment.rootId !== null && { parentCommentId: comment.rootId }),
    at: comment.createdAt,
  };
}

function storeImage(platform: Platform, openId: string, imageBase64: string): string {
  const content = Buffer.from(imageBase64, 'base64');
  const image = readImage(content);
  if (!image) throw new ControlRefusal(400, 'imageBase64 is not a PNG, JPEG or WebP');
  const imageUri = platform.ids.imageUri();
  platform.commentImages.insert({ imageUri, openId, ...image, content });
  return imageUri;
}
