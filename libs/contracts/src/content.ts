import { z } from 'zod';

/** A file in our own storage, as `GET /media/{id}` serves it. */
export const StoredFile = z.object({
  mediaId: z.uuid(),
  contentType: z.string(),
  size: z.number().int(),
  /** In pixels; null where they were not read. */
  width: z.number().int().nullable(),
  height: z.number().int().nullable(),
});
export type StoredFile = z.infer<typeof StoredFile>;

/** Where the picture or video of a message stands: still to be fetched, in our storage, or not to be had. */
export const MediaView = z.discriminatedUnion('state', [
  z.object({ state: z.literal('pending') }),
  StoredFile.extend({ state: z.literal('stored') }),
  z.object({ state: z.literal('gone'), reason: z.string() }),
]);
export type MediaView = z.infer<typeof MediaView>;

/** `callback` looks like a button, `url` like a link; tapping either sends its text. */
export const ButtonKind = z.enum(['callback', 'url']);
export type ButtonKind = z.infer<typeof ButtonKind>;

/** What a message holds, incoming or outgoing. Everything unknown is `unsupported`, never dropped. */
export const Content = z.discriminatedUnion('type', [
  z.object({ type: z.literal('text'), text: z.string() }),
  z.object({
    type: z.literal('image'),
    platformMediaId: z.string().nullable(),
    url: z.string().nullable(),
    /** Only on images of ours: what was handed in. */
    upload: StoredFile.optional(),
  }),
  z.object({ type: z.literal('video'), platformMediaId: z.string().nullable() }),
  z.object({ type: z.literal('sticker'), url: z.string() }),
  z.object({ type: z.literal('emoji'), url: z.string() }),
  z.object({ type: z.literal('shared_post'), postId: z.string().nullable(), url: z.string() }),
  z.object({
    type: z.literal('card'),
    title: z.string(),
    buttons: z.array(z.string()),
    /** Left out where the platform does not say. */
    kind: ButtonKind.optional(),
  }),
  z.object({ type: z.literal('unsupported'), original: z.string() }),
]);
export type Content = z.infer<typeof Content>;

/** Whether the picture or video of a message is at the platform, and must be fetched to be kept. */
export function isFetched(content: Content): boolean {
  switch (content.type) {
    case 'image':
      return content.upload === undefined;
    case 'video':
    case 'sticker':
    case 'emoji':
      return true;
    case 'unsupported':
      return content.original === 'comment';
    case 'text':
    case 'shared_post':
    case 'card':
      return false;
  }
}

/** TikTok tells a comment's text alone: one that is empty holds an image, one without any may. */
export function commentContent(text: string | null): Content {
  if (text === null) return { type: 'unsupported', original: 'comment' };
  return text.trim() === '' ? { type: 'image', platformMediaId: null, url: null } : { type: 'text', text };
}

const OutgoingCard = z.object({
  type: z.literal('card'),
  kind: ButtonKind,
  title: z.string(),
  buttons: z.array(z.string()),
});
export type OutgoingCard = z.infer<typeof OutgoingCard>;

/** What can be sent: a text, an image or a card with buttons, never two of them in one message (DM-07). */
export const OutgoingContent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('text'), text: z.string() }),
  z.object({ type: z.literal('image'), upload: StoredFile }),
  OutgoingCard,
]);
export type OutgoingContent = z.infer<typeof OutgoingContent>;

/** How a message reached us: as it happened, found later by the healer, or read as history. */
export const Origin = z.enum(['live', 'healed', 'imported']);
export type Origin = z.infer<typeof Origin>;

export const Visibility = z.enum(['public', 'hidden', 'friends_only', 'deleted']);
export type Visibility = z.infer<typeof Visibility>;

/** Hide and unhide are for customers' comments, delete for those that were posted from here. */
export const ModerationAction = z.enum(['hide', 'unhide', 'delete']);
export type ModerationAction = z.infer<typeof ModerationAction>;

/** The two sides of a conversation. */
export const Side = z.enum(['customer', 'business']);
export type Side = z.infer<typeof Side>;

/** What a customer is shown of the other side: somebody is typing, or has read what stands there. Neither is a message. */
export const Signal = z.enum(['typing', 'read']);
export type Signal = z.infer<typeof Signal>;

/**
 * Where TikTok's review of a comment of ours stands: it has the comment and shows it to nobody else yet, or it holds it
 * back as it does with bursts of alike comments.
 */
export const Review = z.enum(['waiting', 'held']);
export type Review = z.infer<typeof Review>;

/** ISO 8601 in UTC with milliseconds. */
export const Timestamp = z.iso.datetime({ precision: 3 });

export const iso = (atMs: number): string => new Date(atMs).toISOString();

const referred = { referredAt: Timestamp };

/** What led a customer into a conversation. It is no message: it opens neither a ticket nor a reply window. */
export const Referral = z.discriminatedUnion('source', [
  z.object({
    source: z.literal('ad'),
    advertiserId: z.string().nullable(),
    adId: z.string().nullable(),
    adName: z.string().nullable(),
    /** TikTok's player with the ad's video. */
    url: z.string().nullable(),
    ...referred,
  }),
  z.object({
    source: z.literal('link'),
    /** The `ref` that the link carries. */
    ref: z.string().nullable(),
    prefilledMessage: z.string().nullable(),
    ...referred,
  }),
]);
export type Referral = z.infer<typeof Referral>;

/** The post that is commented on, as TikTok shows it. Its own link goes on working, pictures of it do not. */
export const PostView = z.object({
  mediaType: z.enum(['video', 'photo']).nullable(),
  caption: z.string().nullable(),
  url: z.string().nullable(),
  postedAt: Timestamp.nullable(),
});
export type PostView = z.infer<typeof PostView>;
