import { z } from 'zod';
import { CapabilitiesView } from '../capabilities/capabilities.ts';
import { CardDraft } from '../card.ts';
import { ChannelType } from '../channel-types.ts';
import { ModerationAction, Signal, Timestamp } from '../content.ts';
import { defineQuestion } from '../define.ts';
import { UploadView } from '../http/media.ts';
import { ListOrder } from '../list-filter.ts';
import { Priority } from '../priority.ts';
import { SeenVersion } from '../seen-version.ts';
import { SlaState } from '../sla.ts';
import { MessageView, ReplyView, TicketStatus, TicketView } from '../views.ts';

const askedBy = ['gateway', 'automation'] as const;
const onTicket = z.object({ id: z.uuid() });
const onTicketSeen = onTicket.extend({ version: SeenVersion });
const page = {
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
};

/**
 * Tickets of the workspace, newest activity first unless `order` says otherwise; with `expiring` those whose customer waits for an answer that may still
 * be given, in the order in which their reply windows end.
 */
export const TicketList = defineQuestion('ticketing.ticket.list', {
  request: z.object({
    ...page,
    channelId: z.uuid().optional(),
    channelType: ChannelType.optional(),
    /** All tickets of the customer whom this contact belongs to. */
    contactId: z.uuid().optional(),
    /** `unresolved`: open or on hold. */
    status: z.union([TicketStatus, z.literal('unresolved')]).optional(),
    priority: Priority.optional(),
    /** Whose worst promise stands so. */
    sla: SlaState.exclude(['ok']).optional(),
    /** A tag's id. */
    tag: z.uuid().optional(),
    replied: z.stringbool().optional(),
    /** A team's id. */
    team: z.uuid().optional(),
    /** A person's id, or `none` for tickets nobody has taken. */
    assignee: z.union([z.uuid(), z.literal('none')]).optional(),
    /** A person whom a note of the ticket names. */
    mentions: z.uuid().optional(),
    expiring: z.stringbool().optional(),
    /** Of what is not `expiring`. */
    order: ListOrder.optional(),
  }),
  answer: z.object({ tickets: z.array(TicketView), nextCursor: z.string().nullable() }),
  askedBy,
});

const Count = z.number().int();

/** How many tickets each of the inbox's filters holds, for whoever asks (INB-01). */
export const TicketCounts = defineQuestion('ticketing.ticket.counts', {
  request: z.object({ channelId: z.uuid().optional(), channelType: ChannelType.optional() }),
  answer: z.object({
    /** Unresolved, on hold or not. */
    all: Count,
    /** Open, and the last public message is ours. */
    replied: Count,
    /** Open, and the last public message is the customer's. */
    unreplied: Count,
    hold: Count,
    resolved: Count,
    /** Unresolved tickets of whoever asks. */
    mine: Count,
    /** Unresolved tickets that nobody has taken. */
    unassigned: Count,
    /** Unresolved tickets with a note that names whoever asks; 1,000 where there are more. */
    mentions: Count,
    /** As `expiring` of the list; 1,000 where there are more. */
    expiring: Count,
  }),
  askedBy,
});

/** What a new workspace has done for the first time. One in which much was done has done all of it. */
export const FirstSteps = defineQuestion('ticketing.first-steps.get', {
  request: z.object({}),
  answer: z.object({ received: z.boolean(), answered: z.boolean(), hid: z.boolean() }),
  askedBy: ['gateway'],
});

export const TicketGet = defineQuestion('ticketing.ticket.get', { request: onTicket, answer: TicketView, askedBy });

/** What can be done on this ticket now, and why not what cannot. */
export const TicketCapabilities = defineQuestion('ticketing.ticket.capabilities', {
  request: onTicket,
  answer: CapabilitiesView.extend({ ticketId: z.uuid() }),
  askedBy,
});

/** The thread of the ticket's conversation, in TikTok's order, newest page first. */
export const TicketMessages = defineQuestion('ticketing.ticket.messages', {
  request: onTicket.extend(page),
  answer: z.object({ messages: z.array(MessageView), nextCursor: z.string().nullable() }),
  askedBy,
});

/** As much as a request may have bytes: what is too long for the channel is refused by the channel's own limit. */
const MAX_TEXT = 128 * 1024;

/**
 * Answers the customer with a text, an image, both where the channel takes them as two messages (REC-03), or a card. What was
 * written is queued when this returns; its delivery follows as events.
 */
export const TicketReply = defineQuestion('ticketing.ticket.reply', {
  request: onTicket
    .extend({
      text: z.string().max(MAX_TEXT).optional(),
      /** An upload (`POST /media`) for this channel. */
      imageId: z.uuid().optional(),
      /** What the upload is: whoever asks has looked. */
      image: UploadView.optional(),
      referencedMessageId: z.uuid().optional(),
      /** A text with buttons; it goes alone. */
      card: CardDraft.optional(),
    })
    .refine(
      ({ text, imageId, image, card }) => (text ?? imageId ?? image ?? card) !== undefined,
      'Give a text, an image or both, or a card.',
    ),
  answer: ReplyView,
  writes: true,
  askedBy,
});

/** Whether an image can be sent on this ticket now; TikTok decides by the countries of both sides (DM-24). */
export const TicketImages = defineQuestion('ticketing.ticket.images', {
  request: onTicket,
  answer: z.object({ allowed: z.boolean(), reason: z.string().nullable() }),
  deadlineMs: 20_000,
  askedBy,
});

/** Shows the customer that somebody types or has read. May be dropped: TikTok is asked only when nothing else needs the turn. */
export const TicketSignal = defineQuestion('ticketing.ticket.signal', {
  request: onTicket.extend({ signal: Signal }),
  answer: z.object({}),
  deadlineMs: 5_000,
  askedBy,
});

/** Whoever asks has read the ticket up to this message of its thread. A mark never goes back. */
export const TicketMarkRead = defineQuestion('ticketing.ticket.mark-read', {
  request: onTicket.extend({ messageId: z.uuid() }),
  answer: TicketView,
  writes: true,
  askedBy: ['gateway'],
});

/** An internal note: never leaves the workspace. */
export const TicketNote = defineQuestion('ticketing.ticket.note', {
  request: onTicket.extend({
    text: z.string().min(1).max(20_000),
    /** Colleagues whom it names, by their ids; each is told. */
    mentions: z.array(z.uuid()).max(20).default([]),
  }),
  answer: MessageView,
  writes: true,
  askedBy,
});

/** Takes the ticket, gives it to a colleague (`assigneeId`), or gives it back (`assigneeId: null`). */
export const TicketAssign = defineQuestion('ticketing.ticket.assign', {
  request: onTicketSeen.extend({ assigneeId: z.uuid().nullable().optional() }),
  answer: TicketView,
  writes: true,
  askedBy,
});

/** Puts the ticket into a team's hands, or out of them (`teamId: null`). Who has it stays as it is. */
export const TicketAssignTeam = defineQuestion('ticketing.ticket.assign-team', {
  request: onTicketSeen.extend({ teamId: z.uuid().nullable() }),
  answer: TicketView,
  writes: true,
  askedBy,
});

export const TicketResolve = defineQuestion('ticketing.ticket.resolve', {
  request: onTicketSeen,
  answer: TicketView,
  writes: true,
  askedBy,
});

export const TicketReopen = defineQuestion('ticketing.ticket.reopen', {
  request: onTicketSeen,
  answer: TicketView,
  writes: true,
  askedBy,
});

/** Sets the ticket aside, until a time or until somebody or the customer brings it back (INB-15). */
export const TicketHold = defineQuestion('ticketing.ticket.hold', {
  request: onTicketSeen.extend({ until: Timestamp.optional() }),
  answer: TicketView,
  writes: true,
  askedBy,
});

export const TicketPrioritize = defineQuestion('ticketing.ticket.prioritize', {
  request: onTicketSeen.extend({ priority: Priority }),
  answer: TicketView,
  writes: true,
  askedBy,
});

/** Hides or shows a customer's comment, or deletes one that was posted from here, named by its message id. The one door to moderation (H16). */
export const CommentModerate = defineQuestion('ticketing.comment.moderate', {
  request: z.object({ id: z.uuid(), action: ModerationAction }),
  answer: MessageView,
  writes: true,
  askedBy,
});

/**
 * Gives a comment that was posted from here a new text. TikTok has no call for that: a new comment is posted under the
 * same thread and, once TikTok has it, the old one is deleted (REC-09). Answers with the new comment, queued.
 */
export const CommentEdit = defineQuestion('ticketing.comment.edit', {
  request: z.object({ id: z.uuid(), text: z.string().max(MAX_TEXT) }),
  answer: MessageView,
  writes: true,
  askedBy,
});

/** Says what happened to an unconfirmed message: it arrived, or it should be sent again. */
export const MessageSettle = defineQuestion('ticketing.message.settle', {
  request: z.object({ id: z.uuid(), outcome: z.enum(['arrived', 'send_again']) }),
  answer: MessageView,
  writes: true,
  askedBy,
});

/** Those of the given platform ids that stand in a thread already: what the healer need not bring in. */
export const MessagesKnown = defineQuestion('ticketing.messages.known', {
  request: z.object({ channelId: z.uuid(), externalIds: z.array(z.string()).max(200) }),
  answer: z.object({ known: z.array(z.string()) }),
  askedBy: ['ingestion'],
});
