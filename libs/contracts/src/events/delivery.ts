import { z } from 'zod';
import { defineEvent } from '../define.ts';
import { Content, Timestamp } from '../content.ts';
import { WindowTiers } from '../reply-window.ts';

const attempt = {
  messageId: z.uuid(),
  ticketId: z.uuid(),
  /** Counts a person's "send again"; ticketing's status is ordered by it first. */
  attempt: z.number().int(),
};

/** The send waits and why. */
export const MessageWaiting = defineEvent(
  'delivery.message.waiting',
  z.object({
    ...attempt,
    waitingFor: z.enum(['rate', 'token', 'earlier-send', 'platform']),
    notBefore: Timestamp.nullable(),
  }),
  (data) => data.messageId,
);

/** TikTok has the message: it said so, or its echo or list proves it. */
export const MessageSent = defineEvent(
  'delivery.message.sent',
  z.object({
    ...attempt,
    externalId: z.string(),
    sentAt: Timestamp,
    provenBy: z.enum(['response', 'echo', 'list', 'person']),
    /** Only of a comment: where it stands. */
    comment: z
      .object({ accountId: z.uuid(), channelId: z.uuid(), videoId: z.string(), parentCommentId: z.string() })
      .optional(),
  }),
  (data) => data.messageId,
);

/** TikTok does not have the message, and will not get it by itself. */
export const MessageFailed = defineEvent(
  'delivery.message.failed',
  z.object({ ...attempt, code: z.string(), reason: z.string() }),
  (data) => data.messageId,
);

/** Nobody knows yet whether TikTok has the message. It counts against the quota and is never sent again by itself. */
export const MessageUnconfirmed = defineEvent(
  'delivery.message.unconfirmed',
  z.object({ ...attempt, since: Timestamp }),
  (data) => data.messageId,
);

/** The account wrote outside the platform: TikTok's app, its web page, or an automatic message (DM-29). */
export const MessageObserved = defineEvent(
  'delivery.message.observed',
  z.object({
    channelId: z.uuid(),
    /** TikTok's conversation id, or the id of the top comment. */
    threadId: z.string(),
    externalId: z.string(),
    content: Content,
    sentAt: Timestamp,
    source: z.enum(['api', 'app', 'web', 'automatic', 'unknown']),
    recipient: z.object({ id: z.string(), username: z.string().nullable() }).nullable(),
    comment: z.object({ videoId: z.string(), parentCommentId: z.string().nullable() }).nullable(),
  }),
  (data) => data.externalId,
);

/**
 * What is left of a conversation's reply window once something was sent into it. A window that a customer's message
 * just opened is whole by the channel's rules and is told only where something counts against it already, or where the
 * customer's answer lifts its limits.
 */
export const WindowChanged = defineEvent(
  'delivery.window.changed',
  z.object({
    channelId: z.uuid(),
    threadId: z.string(),
    expiresAt: Timestamp,
    remaining: z.number().int(),
    tiers: WindowTiers.optional(),
    /** Rises with every change told of the conversation's lane. A later `expiresAt` is newer than any version. */
    version: z.number().int(),
  }),
  (data) => data.threadId,
);
