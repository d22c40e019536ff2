import { z } from 'zod';
import { defineEvent } from '../define.ts';
import { Content, Origin, Referral, Side, Timestamp, Visibility } from '../content.ts';

const onChannel = { accountId: z.uuid(), channelId: z.uuid(), origin: Origin };

/** A customer's direct message. Sent once per TikTok message id. */
export const MessageReceived = defineEvent(
  'ingestion.message.received',
  z.object({
    ...onChannel,
    conversationId: z.string(),
    messageId: z.string(),
    sentAt: Timestamp,
    sender: z.object({ id: z.string(), username: z.string().nullable() }),
    content: Content,
    referencedMessageId: z.string().nullable(),
  }),
  (data) => data.conversationId,
);

/** A direct message that left the business side, by us or elsewhere. Only delivery can tell which (H12). */
export const MessageEchoed = defineEvent(
  'ingestion.message.echoed',
  z.object({
    ...onChannel,
    conversationId: z.string(),
    messageId: z.string(),
    sentAt: Timestamp,
    recipient: z.object({ id: z.string(), username: z.string().nullable() }),
    content: Content,
    source: z.enum(['api', 'app', 'web', 'automatic', 'unknown']),
  }),
  (data) => data.conversationId,
);

/** Somebody put something on a direct message, or took it away. It may come before the message itself. */
export const MessageReacted = defineEvent(
  'ingestion.message.reacted',
  z.object({
    ...onChannel,
    conversationId: z.string(),
    /** The message it is put on. */
    messageId: z.string(),
    by: Side,
    operation: z.enum(['add', 'remove']),
    emoji: z.string().nullable(),
    url: z.string().nullable(),
    reactedAt: Timestamp,
  }),
  (data) => data.conversationId,
);

/** The customer has read everything up to this time. */
export const ConversationRead = defineEvent(
  'ingestion.conversation.read',
  z.object({ ...onChannel, conversationId: z.string(), readUpTo: Timestamp }),
  (data) => data.conversationId,
);

/** A customer opened the conversation from an ad or a link. It may come before or after the message written there. */
export const CustomerReferred = defineEvent(
  'ingestion.customer.referred',
  z.object({ ...onChannel, conversationId: z.string(), referral: Referral }),
  (data) => data.conversationId,
);

const comment = {
  ...onChannel,
  commentId: z.string(),
  videoId: z.string(),
  /** Null on a top comment; replies always name the top comment. */
  parentCommentId: z.string().nullable(),
};

/** A customer's comment or reply. Sent once per comment id. */
export const CommentReceived = defineEvent(
  'ingestion.comment.received',
  z.object({
    ...comment,
    authorId: z.string(),
    text: z.string().nullable(),
    /** Where TikTok's list shows its image, null where it shows none; a webhook tells neither. */
    imageUrl: z.string().nullable().optional(),
    postedAt: Timestamp,
  }),
  (data) => data.parentCommentId ?? data.commentId,
);

/** A comment by the account itself, by us or elsewhere. Only delivery can tell which (H12). */
export const CommentEchoed = defineEvent(
  'ingestion.comment.echoed',
  z.object({ ...comment, authorId: z.string(), text: z.string().nullable(), postedAt: Timestamp }),
  (data) => data.parentCommentId ?? data.commentId,
);

/** TikTok says that a comment is now visible, hidden or deleted. */
export const CommentVisibilityReported = defineEvent(
  'ingestion.comment.visibility-reported',
  z.object({ ...comment, visibility: Visibility, reportedAt: Timestamp }),
  (data) => data.commentId,
);
