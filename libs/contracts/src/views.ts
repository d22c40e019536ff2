import { z } from 'zod';
import { ChannelType } from './channel-types.ts';
import {
  Content,
  MediaView,
  ModerationAction,
  PostView,
  Referral,
  Review,
  Side,
  Timestamp,
  Visibility,
} from './content.ts';
import { ChannelState } from './events/channels.ts';
import { Priority } from './priority.ts';
import { TeamView } from './teams.ts';
import { WindowTiers } from './reply-window.ts';
import { SlaView } from './sla.ts';

/** Who controls a ticket. The epoch rises with every change of hands and fences what was started before it (H15). */
export const Controller = z.object({
  kind: z.enum(['nobody', 'person', 'bot', 'ai_agent']),
  id: z.string().nullable(),
  epoch: z.number().int(),
});
export type Controller = z.infer<typeof Controller>;

export const ContactView = z.object({
  id: z.uuid(),
  externalId: z.string(),
  username: z.string().nullable(),
  displayName: z.string().nullable(),
  avatarUrl: z.string().nullable(),
});
export type ContactView = z.infer<typeof ContactView>;

export const WindowView = z.object({
  expiresAt: Timestamp,
  /** Messages that may be sent until then. */
  remaining: z.number().int(),
  /** Only where the workspace counts by tiers and the customer has answered. */
  tiers: WindowTiers.optional(),
});
export type WindowView = z.infer<typeof WindowView>;

export const Author = z.object({
  kind: z.enum(['customer', 'person', 'api_key', 'bot', 'ai_agent', 'platform', 'system']),
  id: z.string().nullable(),
  name: z.string().nullable(),
});
export type Author = z.infer<typeof Author>;

/** Where an outgoing message stands. `sent` wins even after `failed`. */
export const DeliveryView = z.object({
  status: z.enum(['queued', 'unconfirmed', 'failed', 'sent']),
  attempt: z.number().int(),
  waitingFor: z.enum(['rate', 'token', 'earlier-send', 'platform']).nullable(),
  failure: z.object({ code: z.string(), reason: z.string() }).nullable(),
});
export type DeliveryView = z.infer<typeof DeliveryView>;

export const ModerationView = z.object({
  visibility: Visibility,
  pending: ModerationAction.nullable(),
  failure: z.object({ action: ModerationAction, code: z.string(), reason: z.string() }).nullable(),
  /** Null: everybody sees it, as far as is known. */
  review: Review.nullable().default(null),
});
export type ModerationView = z.infer<typeof ModerationView>;

/** The earlier message that a message answers. */
export const ReferenceView = z.object({
  /** TikTok's id of it. */
  externalId: z.string(),
  /** Null: that message is not held here. */
  message: z.object({ id: z.uuid(), direction: z.enum(['in', 'out']), content: Content }).nullable(),
});
export type ReferenceView = z.infer<typeof ReferenceView>;

/** What somebody put on a message. It is no message itself (DM-30). */
export const ReactionView = z.object({
  by: Side,
  /** Null on a picture of TikTok's own making, which is at `url`. */
  emoji: z.string().nullable(),
  url: z.string().nullable(),
});
export type ReactionView = z.infer<typeof ReactionView>;

/**
 * How far an edit is (REC-09): the new comment on its way, not taken by TikTok, taken with the old one still to go, with
 * the old one left standing beside it, or done.
 */
export const EditState = z.enum(['posting', 'refused', 'removing', 'both_visible', 'done']);
export type EditState = z.infer<typeof EditState>;

export const CommentView = z.object({
  videoId: z.string(),
  parentCommentId: z.string().nullable(),
  moderation: ModerationView,
  /** Only on a comment of ours that is the new text of another one. */
  edit: z.object({ replaces: z.uuid(), state: EditState }).nullable().default(null),
  /** The comment that has, or will have, the new text of this one. */
  replacedBy: z.uuid().nullable().default(null),
});
export type CommentView = z.infer<typeof CommentView>;

export const MessageView = z.object({
  id: z.uuid(),
  ticketId: z.uuid().nullable(),
  conversationId: z.uuid(),
  direction: z.enum(['in', 'out', 'note']),
  author: Author,
  content: Content,
  /** The picture or video of the message; null where it holds none. */
  media: MediaView.nullable().default(null),
  /** TikTok's time where TikTok gave one, else ours. */
  sentAt: Timestamp,
  externalId: z.string().nullable(),
  /** How an outgoing message was written elsewhere: TikTok's app, web page or automation. */
  source: z.enum(['duet', 'api', 'app', 'web', 'automatic', 'unknown']).nullable(),
  /** Only on outgoing messages of ours. */
  delivery: DeliveryView.nullable(),
  reference: ReferenceView.nullable().default(null),
  reactions: z.array(ReactionView).default([]),
  /** Only on comments. */
  comment: CommentView.nullable(),
});
export type MessageView = z.infer<typeof MessageView>;

/** What a reply became. */
export const ReplyView = MessageView.extend({
  /** The text beside an image: a message of its own, sent after it and only if the image was (REC-03). */
  followedBy: MessageView.nullable(),
  /** How many messages of the reply window this takes; null where the channel has none. */
  uses: z.number().int().nullable(),
});
export type ReplyView = z.infer<typeof ReplyView>;

export const TicketStatus = z.enum(['open', 'hold', 'resolved']);
export type TicketStatus = z.infer<typeof TicketStatus>;

/** Names of colours that each theme fills in. */
export const TagColor = z.enum(['grey', 'red', 'orange', 'yellow', 'green', 'teal', 'blue', 'purple', 'pink']);
export type TagColor = z.infer<typeof TagColor>;

export const TagView = z.object({ id: z.uuid(), name: z.string(), color: TagColor });
export type TagView = z.infer<typeof TagView>;

/** A colleague who has read a ticket, and how far. */
export const ReaderView = z.object({
  id: z.uuid(),
  name: z.string(),
  /** The last message they saw. */
  messageId: z.uuid(),
  /** When that message was sent, as it stood when they saw it. */
  sentAt: Timestamp,
});
export type ReaderView = z.infer<typeof ReaderView>;

/** What somebody has written on a ticket and not sent. */
export const DraftView = z.object({
  person: z.object({ id: z.uuid(), name: z.string() }),
  mode: z.enum(['reply', 'note']),
  text: z.string(),
  writtenAt: Timestamp,
});
export type DraftView = z.infer<typeof DraftView>;

export const TicketView = z.object({
  id: z.uuid(),
  number: z.number().int(),
  status: TicketStatus,
  /** When a ticket on hold comes back by itself; null where only a person or the customer brings it back. */
  heldUntil: Timestamp.nullable().default(null),
  priority: Priority.default('medium'),
  /** In the order of their names. */
  tags: z.array(TagView).default([]),
  channelId: z.uuid(),
  channelType: ChannelType,
  conversationId: z.uuid(),
  /** The comment the ticket is about; null where a ticket holds a whole conversation. */
  subjectMessageId: z.uuid().nullable(),
  contact: ContactView,
  assignee: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  /** In whose hands it is, whoever of them has it. */
  team: TeamView.nullable().default(null),
  controller: Controller,
  /** The last public message; `out` means replied. */
  lastMessage: z.object({ preview: z.string(), direction: z.enum(['in', 'out']), sentAt: Timestamp }),
  window: WindowView.nullable(),
  /** What the comment stands under; null on direct messages, and until TikTok was asked. */
  post: PostView.nullable().default(null),
  /** The customer has seen all messages of ours that were sent by then, by TikTok's time; null while TikTok told of none. */
  seenUpTo: Timestamp.nullable().default(null),
  /** Who of the workspace has read the ticket, in the order of their ids. */
  readBy: z.array(ReaderView).default([]),
  /** People whom notes of the ticket name, in the order of their ids. */
  mentions: z.array(z.uuid()).default([]),
  /** The ad or link that last led the customer into this ticket; null where TikTok told of none. */
  referral: Referral.nullable().default(null),
  /** What was promised for this ticket; null where no policy covers it. */
  sla: SlaView.nullable().default(null),
  openedAt: Timestamp,
  updatedAt: Timestamp,
  /** Number of the last event of this ticket. */
  sequence: z.number().int(),
});
export type TicketView = z.infer<typeof TicketView>;

export const ChannelView = z.object({
  id: z.uuid(),
  type: ChannelType,
  title: z.string(),
  state: ChannelState,
  account: z.object({ id: z.uuid(), username: z.string(), displayName: z.string().nullable() }),
  nlpApp: z.string().nullable(),
  /** What is wrong and what to do, in words; empty when all is well. */
  notices: z.array(z.object({ code: z.string(), text: z.string() })),
});
export type ChannelView = z.infer<typeof ChannelView>;
