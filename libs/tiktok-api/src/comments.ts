import { FormData } from 'undici';
import { z } from 'zod';
import type { AccountAccess } from './build-request.ts';
import type { TikTokClient } from './client.ts';
import { comment, type Comment } from './comment.ts';
import type { ImageFile } from './media.ts';
import { count, id, optionalBoolean, optionalNumber, optionalText, presentList, secondsToMs } from './wire.ts';

/** TikTok filters a comment list by at most so many ids. */
export const MAX_COMMENT_IDS = 30;

/** Hiding and showing comments. */
export const HIDE_COMMENT_PATH = '/business/comment/hide/';

export interface CommentPage {
  /** Beyond 500 comments TikTok repeats some: dedupe by `commentId`. */
  comments: Comment[];
  hasMore: boolean;
  cursor: number | null;
}

interface Paging {
  status?: 'PUBLIC' | 'ALL';
  sortField?: 'likes' | 'replies' | 'create_time';
  sortOrder?: 'asc' | 'desc' | 'smart';
  cursor?: number;
  /** 1–30, TikTok's default is 20. A page may be short while `hasMore` is true. */
  maxCount?: number;
}

const page = z
  .object({ comments: presentList(comment), has_more: optionalBoolean, cursor: optionalNumber })
  .transform((wire): CommentPage => ({
    comments: wire.comments,
    hasMore: wire.has_more ?? false,
    cursor: wire.cursor,
  }));

/**
 * Lists the comments of one post, or the comments and replies named by `commentIds`.
 *
 * @throws RangeError  more than MAX_COMMENT_IDS ids
 */
export async function listComments(
  client: TikTokClient,
  account: AccountAccess,
  query: { videoId: string; commentIds?: readonly string[]; includeReplies?: boolean } & Paging,
): Promise<CommentPage> {
  if (query.commentIds && query.commentIds.length > MAX_COMMENT_IDS) {
    throw new RangeError(`At most ${MAX_COMMENT_IDS} comment ids a call, got ${query.commentIds.length}`);
  }
  return client.call(
    {
      method: 'GET',
      path: '/business/comment/list/',
      auth: { kind: 'account', ...account },
      query: {
        business_id: account.businessId,
        video_id: query.videoId,
        comment_ids: query.commentIds,
        include_replies: query.includeReplies,
        ...pagingQuery(query),
      },
    },
    page,
  );
}

/** Lists the replies under one comment; TikTok refuses it under a hidden comment. */
export async function listReplies(
  client: TikTokClient,
  account: AccountAccess,
  query: { videoId: string; commentId: string } & Paging,
): Promise<CommentPage> {
  return client.call(
    {
      method: 'GET',
      path: '/business/comment/reply/list/',
      auth: { kind: 'account', ...account },
      query: {
        business_id: account.businessId,
        video_id: query.videoId,
        comment_id: query.commentId,
        ...pagingQuery(query),
      },
    },
    page,
  );
}

/** Text or image, never both. */
export type CommentBody = { text: string } | { image: CommentImage };

export interface CommentImage {
  imageUri: string;
  width: number;
  height: number;
}

const created = z
  .object({ comment_id: id, create_time: secondsToMs.nullish().catch(null), unique_identifier: optionalText })
  .transform((wire) => ({
    commentId: wire.comment_id,
    createdAtMs: wire.create_time ?? null,
    /** The account's own id as a comment author. */
    uniqueIdentifier: wire.unique_identifier,
  }));

export type CreatedComment = z.output<typeof created>;

/** Writes a comment under a post. @throws TikTokError  performed 'maybe': reconcile by listing, do not repeat */
export async function createComment(
  client: TikTokClient,
  account: AccountAccess,
  { videoId, body }: { videoId: string; body: CommentBody },
): Promise<CreatedComment> {
  return client.call(write(account, '/business/comment/create/', { video_id: videoId, ...wireBody(body) }), created);
}

/** Writes a reply under a comment. @throws TikTokError  performed 'maybe': reconcile by listing, do not repeat */
export async function replyToComment(
  client: TikTokClient,
  account: AccountAccess,
  { videoId, commentId, body }: { videoId: string; commentId: string; body: CommentBody },
): Promise<CreatedComment> {
  const json = { video_id: videoId, comment_id: commentId, ...wireBody(body) };
  return client.call(write(account, '/business/comment/reply/create/', json), created);
}

/** Takes a comment out of public view (its author still sees it) or puts it back. Safe to repeat. */
export async function setCommentHidden(
  client: TikTokClient,
  account: AccountAccess,
  { videoId, commentId, hidden }: { videoId: string; commentId: string; hidden: boolean },
): Promise<void> {
  const json = { video_id: videoId, comment_id: commentId, action: hidden ? 'HIDE' : 'UNHIDE' };
  await client.call(write(account, HIDE_COMMENT_PATH, json), z.unknown());
}

/** Deletes one of the account's own comments; those of others can only be hidden. */
export async function deleteComment(
  client: TikTokClient,
  account: AccountAccess,
  { commentId }: { commentId: string },
): Promise<void> {
  await client.call(write(account, '/business/comment/delete/', { comment_id: commentId }), z.unknown());
}

/** Uploads an image for a comment: JPG, WebP or PNG, at most 5 MB, 360×360 to 1080×1920 or rotated. */
export async function uploadCommentImage(
  client: TikTokClient,
  account: AccountAccess,
  image: ImageFile,
): Promise<CommentImage> {
  const form = new FormData();
  form.set('business_id', account.businessId);
  form.set('image_file', new Blob([image.bytes], { type: image.contentType }), image.filename);
  const data = await client.call(
    {
      method: 'POST',
      path: '/business/comment/image/upload/',
      auth: { kind: 'account', ...account },
      form,
    },
    z.object({ image_uri: id, width: count, height: count }),
  );
  return { imageUri: data.image_uri, width: data.width, height: data.height };
}

function pagingQuery({ status, sortField, sortOrder, cursor, maxCount }: Paging) {
  return { status, sort_field: sortField, sort_order: sortOrder, cursor, max_count: maxCount };
}

function wireBody(body: CommentBody): Record<string, unknown> {
  if ('text' in body) return { text: body.text };
  return { image_uri: body.image.imageUri, image_width: body.image.width, image_height: body.image.height };
}

function write(account: AccountAccess, path: `/${string}/`, json: Record<string, unknown>) {
  return {
    method: 'POST',
    path,
    auth: { kind: 'account', ...account },
    json: { business_id: account.businessId, ...json },
  } as const;
}
