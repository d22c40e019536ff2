import { z } from 'zod';
import { ChannelType } from '../channel-types.ts';
import { MediaView, PostView, Timestamp } from '../content.ts';
import { defineEvent } from '../define.ts';

export const ChannelState = z.enum(['pending_setup', 'connected', 'disconnected', 'needs_reconnecting']);
export type ChannelState = z.infer<typeof ChannelState>;

/** A channel was set up, connected, disconnected, renamed, or its account's comment author became known. */
export const ChannelChanged = defineEvent(
  'channels.channel.changed',
  z.object({
    channelId: z.uuid(),
    channelType: ChannelType,
    title: z.string(),
    state: ChannelState,
    accountId: z.uuid(),
    /** TikTok's id of the account: the routing key of webhooks. */
    openId: z.string(),
    username: z.string(),
    /** The id under which the account's own comments come back; null until known (H12). */
    commentAuthorId: z.string().nullable(),
    /** Rises with every change of the channel; readers ignore lower ones. */
    version: z.number().int(),
  }),
  (data) => data.channelId,
);

/** TikTok ends the consent of an account soon, a year after it was given: 30, 14, 7, 3 and 1 days ahead. */
export const ConsentEnding = defineEvent(
  'channels.consent.ending',
  z.object({ accountId: z.uuid(), username: z.string(), endsAt: Timestamp, daysLeft: z.number().int() }),
  (data) => data.accountId,
);

/** Name and picture of a customer became known. */
export const ContactDescribed = defineEvent(
  'channels.contact.described',
  z.object({
    accountId: z.uuid(),
    channelId: z.uuid(),
    externalId: z.string(),
    username: z.string().nullable(),
    displayName: z.string().nullable(),
    avatarUrl: z.string().nullable(),
  }),
  (data) => data.externalId,
);

/** The picture or video of a message or comment is in our storage, or is not to be had. Sent once. */
export const MediaSettled = defineEvent(
  'channels.media.settled',
  z.object({
    channelId: z.uuid(),
    /** TikTok's id of the message or comment. */
    externalId: z.string(),
    media: MediaView,
  }),
  (data) => data.externalId,
);

/** What a commented post shows became known, or is known anew. */
export const PostDescribed = defineEvent(
  'channels.post.described',
  z.object({ channelId: z.uuid(), videoId: z.string(), post: PostView }),
  (data) => data.videoId,
);

/**
 * The secrets with which TikTok may sign webhooks now. Each is sealed with the key that channels and ingestion share, so
 * that it lies nowhere in the clear; `webhookSecretBinding` says to what it is bound. Of the installation, not of a
 * workspace.
 */
export const AppChanged = defineEvent(
  'channels.app.changed',
  z.object({
    /** Of which platform; there is one. */
    app: z.string(),
    /** Rises with every change. */
    version: z.number().int(),
    secrets: z.array(
      z.object({
        version: z.number().int(),
        sealed: z.string(),
        /** Null: until the next change. */
        acceptedUntil: Timestamp.nullable(),
      }),
    ),
  }),
  (data) => data.app,
);
