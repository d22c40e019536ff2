import { z } from 'zod';
import { Actor } from '../actor.ts';
import { ChannelType } from '../channel-types.ts';
import { defineCommand } from '../define.ts';
import { OutgoingContent, Timestamp } from '../content.ts';

/** Send this message once. The message id is the key: a second command with it does nothing. */
export const SendMessage = defineCommand(
  'delivery.message.send',
  z.object({
    messageId: z.uuid(),
    attempt: z.number().int(),
    ticketId: z.uuid(),
    channelId: z.uuid(),
    channelType: ChannelType,
    accountId: z.uuid(),
    /** TikTok's conversation id, or the id of the top comment: the lane (H14). */
    threadId: z.string(),
    /** Only for comments: where the top comment stands. */
    videoId: z.string().nullable(),
    /** The message written before this one in the same thread: it leaves first, whichever command arrives first. */
    precededBy: z.uuid().nullable(),
    /** The message before must have been sent: while its outcome is unknown this one waits, and it fails with it (REC-03). */
    requiresPrevious: z.boolean().default(false),
    content: OutgoingContent,
    referencedMessageId: z.string().nullable(),
    /** The newest customer message that ticketing knows: a reply may overtake delivery's own news of it (H13). */
    lastInbound: z.object({ messageId: z.string(), at: Timestamp }).nullable(),
    actor: Actor,
    /** The ticket's controller epoch when the message was written (H15). */
    epoch: z.number().int(),
  }),
  (data) => data.threadId,
);
