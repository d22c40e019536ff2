import { z } from 'zod';
import { Actor } from '../actor.ts';
import { ModerationAction } from '../content.ts';
import { defineCommand } from '../define.ts';

/** Make this comment hidden, visible or gone. Repeating it is harmless. */
export const ModerateComment = defineCommand(
  'moderation.comment.moderate',
  z.object({
    channelId: z.uuid(),
    accountId: z.uuid(),
    commentId: z.string(),
    videoId: z.string(),
    parentCommentId: z.string().nullable(),
    action: ModerationAction,
    actor: Actor,
    /** The job that this is part of: nobody waits for this one comment. */
    jobId: z.uuid().optional(),
  }),
  (data) => data.commentId,
);
