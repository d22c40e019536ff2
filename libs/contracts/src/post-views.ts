import { z } from 'zod';
import { PostView, Timestamp } from './content.ts';
import { MessageView, TicketView } from './views.ts';

/** A commented post and what is to be done under it. */
export const PostSummary = z.object({
  channelId: z.uuid(),
  /** TikTok's id of the post. */
  videoId: z.string(),
  /** Null until TikTok was asked. */
  post: PostView.nullable(),
  /** Comments of customers. */
  comments: z.number().int(),
  /** Visible ones whose open ticket waits for our answer. */
  unanswered: z.number().int(),
  hidden: z.number().int(),
  lastCommentAt: Timestamp,
});
export type PostSummary = z.infer<typeof PostSummary>;

/** A customer's comment, and the ticket that it opened; none where it was written before the channel was connected. */
export const PostComment = z.object({ message: MessageView, ticket: TicketView.nullable() });
export type PostComment = z.infer<typeof PostComment>;

export const PostCommentFilter = z.enum(['all', 'unanswered', 'hidden']);
export type PostCommentFilter = z.infer<typeof PostCommentFilter>;
