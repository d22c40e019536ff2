import { z } from 'zod';
import { defineEvent } from '../define.ts';
import { Timestamp, Visibility } from '../content.ts';

/** What moderation knows of a comment: confirmed by TikTok, wished for, or refused (H16). */
export const CommentModerated = defineEvent(
  'moderation.comment.changed',
  z.object({
    channelId: z.uuid(),
    commentId: z.string(),
    confirmed: Visibility.nullable(),
    confirmedAt: Timestamp.nullable(),
    pending: z.enum(['hide', 'unhide']).nullable(),
    failure: z.object({ action: z.enum(['hide', 'unhide']), code: z.string(), reason: z.string() }).nullable(),
    /** Rises with every change of the comment's row. */
    version: z.number().int(),
  }),
  (data) => data.commentId,
);
