import { z } from 'zod';
import { defineQuestion } from '../define.ts';
import { PostComment, PostCommentFilter, PostSummary } from '../post-views.ts';

const askedBy = ['gateway'] as const;
const onPost = z.object({
  channelId: z.uuid(),
  /** TikTok's id of the post. */
  videoId: z.string().min(1).max(64),
});
const cursor = z.string().max(200).optional();

/** Posts with comments, that with the newest first. */
export const PostList = defineQuestion('ticketing.post.list', {
  request: z.object({ cursor, limit: z.coerce.number().int().min(1).max(50).default(30) }),
  answer: z.object({ posts: z.array(PostSummary), nextCursor: z.string().nullable() }),
  askedBy,
});

export const PostGet = defineQuestion('ticketing.post.get', { request: onPost, answer: PostSummary, askedBy });

/** Customers' comments under a post, newest first. */
export const PostComments = defineQuestion('ticketing.post.comments', {
  request: onPost.extend({
    show: PostCommentFilter.default('all'),
    cursor,
    limit: z.coerce.number().int().min(1).max(50).default(40),
  }),
  answer: z.object({ comments: z.array(PostComment), nextCursor: z.string().nullable() }),
  askedBy,
});
