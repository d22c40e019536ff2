import { z } from 'zod';
import type { ChannelType } from '../channel-types.ts';
import { imageRules } from '../image-rules.ts';
import type { RejectionCode } from '../rejections.ts';

/** What somebody may want to do on a channel. Of comments, `delete` and `edit` are for those posted from here alone. */
export const ChannelAction = z.enum([
  'text',
  'image',
  'reference',
  'buttons',
  'video',
  'file',
  'voice',
  'product',
  'mention',
  'private_reply',
  'note',
  'hide',
  'unhide',
  'delete',
  'edit',
]);
export type ChannelAction = z.infer<typeof ChannelAction>;

const count = z.number().int().positive();

/** The figures of one action; what does not apply is left out. Characters are Unicode code points (`textLength`). */
export const Limits = z.object({
  maxCodePoints: count.optional(),
  maxBytes: count.optional(),
  formats: z.array(z.enum(['image/png', 'image/jpeg'])).optional(),
  /** At most so many in one message. */
  maxPerMessage: count.optional(),
  /** Nothing else fits into the same message. */
  standsAlone: z.boolean().optional(),
  /** Kinds of message that may be quoted. */
  quotable: z.array(z.enum(['text', 'image', 'shared_post'])).optional(),
  maxButtonCodePoints: count.optional(),
  maxLinkButtonCodePoints: count.optional(),
});
export type Limits = z.infer<typeof Limits>;

interface Told {
  readonly source: string;
  readonly asOf: string;
}

/** One cell of the table: whether TikTok takes it at all, in which limits, and who says so since when. */
export type CapabilityRule = Told &
  (
    | {
        readonly allowed: true;
        readonly limits?: Limits;
        /** The most that TikTok takes, where a setting of the workspace may go beyond the limit. */
        readonly most?: { readonly maxCodePoints: number };
      }
    | { readonly allowed: false; readonly code: RejectionCode; readonly text: string }
  );

const never = (text: string, told: Told, code: RejectionCode = 'unsupported_content'): CapabilityRule => ({
  allowed: false,
  code,
  text,
  ...told,
});

const duet: Told = { source: 'Duet: notes never leave the workspace', asOf: '2026-11-22' };
const message: Told = { source: 'Business Messaging v1.3, send, portal page 1832184403754242', asOf: '2026-08-24' };
const comment: Told = { source: 'Accounts API v1.3, comments', asOf: '2026-08-24' };
const none: Told = { source: 'a stand-in without a platform', asOf: '2026-11-21' };

/** What people may hand in; it is fitted to what TikTok takes. */
function images(type: 'tiktok_messenger' | 'tiktok_feed'): CapabilityRule {
  const rules = imageRules[type];
  if (!rules) return never('This channel takes no pictures.', none);
  const { acceptedBytes: maxBytes, source, asOf } = rules;
  const limits: Limits = { formats: ['image/png', 'image/jpeg'], maxBytes, maxPerMessage: 1, standsAlone: true };
  return { allowed: true, limits, source, asOf };
}

const commentText: CapabilityRule = {
  allowed: true,
  limits: { maxCodePoints: 150 },
  most: { maxCodePoints: 1_200 },
  source: 'Accounts API v1.3, comment reply; 150 is the product rule, TikTok takes 1,200 since 2026-08-07',
  asOf: '2026-08-07',
};

const noPlatform = never('This channel takes texts only.', none);
const notAComment = (told: Told): CapabilityRule =>
  never('Only comments can be hidden, shown or deleted.', told, 'not_a_comment');

/**
 * What each channel takes. Limits are data: nothing else in the code states them. `channelRules` has what belongs to a
 * channel as a whole, `regionRules` what depends on countries.
 */
export const capabilityTable: Readonly<Record<ChannelType, Readonly<Record<ChannelAction, CapabilityRule>>>> = {
  tiktok_messenger: {
    text: { allowed: true, limits: { maxCodePoints: 6_000 }, ...message },
    image: images('tiktok_messenger'),
    reference: { allowed: true, limits: { quotable: ['text', 'image', 'shared_post'] }, ...message },
    buttons: {
      allowed: true,
      limits: { maxPerMessage: 3, maxCodePoints: 40, maxButtonCodePoints: 20, maxLinkButtonCodePoints: 40 },
      ...message,
    },
    video: never('TikTok takes no video from a business.', message),
    file: never('TikTok takes no files.', message),
    voice: never('TikTok takes no voice messages from a business.', message),
    product: never('TikTok takes no product recommendations here.', message),
    mention: never('There is nobody to mention in a direct message.', message),
    private_reply: never('This is a private conversation already.', message),
    note: { allowed: true, limits: { maxCodePoints: 20_000 }, ...duet },
    hide: notAComment(message),
    unhide: notAComment(message),
    delete: notAComment(message),
    edit: never('TikTok changes no message that was sent.', message, 'not_a_comment'),
  },
  tiktok_feed: {
    text: commentText,
    image: images('tiktok_feed'),
    reference: never('A comment cannot quote another one; the reply stands in its thread.', comment),
    buttons: never('Comments have no buttons.', comment),
    video: never('TikTok takes no video in a comment.', comment),
    file: never('TikTok takes no files in a comment.', comment),
    voice: never('TikTok takes no voice messages in a comment.', comment),
    product: never('TikTok takes no product recommendations in a comment.', comment),
    mention: never('TikTok offers no mentions to other apps; an @name is plain text.', comment),
    private_reply: never('A comment cannot be answered by a direct message: the customer must write first.', message),
    note: { allowed: true, limits: { maxCodePoints: 20_000 }, ...duet },
    hide: { allowed: true, ...comment },
    unhide: { allowed: true, ...comment },
    delete: { allowed: true, ...comment },
    edit: {
      ...commentText,
      source:
        'Accounts API v1.3: comments have no edit call; the new text is posted, then the old comment deleted (REC-09)',
    },
  },
  plain: {
    text: { allowed: true, limits: { maxCodePoints: 10_000 }, ...none },
    image: noPlatform,
    reference: noPlatform,
    buttons: noPlatform,
    video: noPlatform,
    file: noPlatform,
    voice: noPlatform,
    product: noPlatform,
    mention: noPlatform,
    private_reply: noPlatform,
    note: { allowed: true, limits: { maxCodePoints: 20_000 }, ...duet },
    hide: notAComment(none),
    unhide: notAComment(none),
    delete: notAComment(none),
    edit: never('Only comments can be edited.', none, 'not_a_comment'),
  },
};
