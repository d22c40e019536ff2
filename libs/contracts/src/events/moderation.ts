import { z } from 'zod';
import { defineEvent } from '../define.ts';
import { ModerationAction, Review, Timestamp, Visibility } from '../content.ts';

/** What moderation knows of a comment: confirmed by TikTok, wished for, or refused (H16). */
export const CommentModerated = defineEvent(
  'moderation.comment.changed',
  z.object({
    channelId: z.uuid(),
    commentId: z.string(),
    confirmed: Visibility.nullable(),
    confirmedAt: Timestamp.nullable(),
    pending: ModerationAction.nullable(),
    failure: z.object({ action: ModerationAction, code: z.string(), reason: z.string() }).nullable(),
    /** Of a comment of ours that TikTok does not show to everybody yet. */
    review: Review.nullable().optional(),
    /** Rises with every change of the comment's row. */
    version: z.number().int(),
  }),
  (data) => data.commentId,
);

/** TikTok took what a job wished for; it is not in effect yet. Told of comments of jobs alone, which go on with the next. */
export const CommentAccepted = defineEvent(
  'moderation.comment.accepted',
  z.object({ channelId: z.uuid(), commentId: z.string(), jobId: z.uuid() }),
  (data) => data.commentId,
);
