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
