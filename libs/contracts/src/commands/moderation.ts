import { z } from 'zod';
import { Actor } from '../actor.ts';
import { defineCommand } from '../define.ts';

/** Make this comment hidden or visible. Repeating it is harmless. */
export const ModerateComment = defineCommand(
  'moderation.comment.moderate',
  z.object({
    channelId: z.uuid(),
    accountId: z.uuid(),
    commentId: z.string(),
    videoId: z.string(),
    parentCommentId: z.string().nullable(),
    action: z.enum(['hide', 'unhide']),
    actor: Actor,
  }),
  (data) => data.commentId,
);
