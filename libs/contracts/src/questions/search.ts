import { z } from 'zod';
import { ChannelType } from '../channel-types.ts';
import { Timestamp } from '../content.ts';
import { defineQuestion } from '../define.ts';
import { Author, ContactView, MessageView, TicketStatus, TicketView } from '../views.ts';

/** A message, comment or note with the words that were looked for. */
export const FoundMessage = z.object({
  id: z.uuid(),
  /** The ticket in whose thread it stands. */
  ticketId: z.uuid(),
  ticketNumber: z.number().int(),
  ticketStatus: TicketStatus,
  channelType: ChannelType,
  /** The customer of that ticket. */
  contact: ContactView,
  direction: MessageView.shape.direction,
  author: Author,
  /** One line of it, around the first of the words. */
  excerpt: z.string(),
  sentAt: Timestamp,
});
export type FoundMessage = z.infer<typeof FoundMessage>;

/**
 * Messages, comments and notes that hold every word of `q`, each at least as the beginning of one of theirs, newest
 * first. The first page brings the tickets whose customer is called so, or whose number it is, as well.
 */
export const SearchFind = defineQuestion('ticketing.search.find', {
  request: z.object({
    q: z.string().max(200),
    cursor: z.string().max(200).optional(),
    limit: z.coerce.number().int().min(1).max(50).default(20),
    channelType: ChannelType.optional(),
    channelId: z.uuid().optional(),
    /** A TikTok account: both of its channels. */
    accountId: z.uuid().optional(),
    /** Of the ticket. `unresolved`: open or on hold. */
    status: z.union([TicketStatus, z.literal('unresolved')]).optional(),
    replied: z.stringbool().optional(),
    /** A person's id, or `none` for tickets nobody has taken. */
    assignee: z.union([z.uuid(), z.literal('none')]).optional(),
    /** A person whom a note of the ticket names. */
    mentions: z.uuid().optional(),
    /** From this moment on. */
    from: Timestamp.optional(),
    /** Before this moment. */
    to: Timestamp.optional(),
  }),
  answer: z.object({
    tickets: z.array(TicketView),
    messages: z.array(FoundMessage),
    nextCursor: z.string().nullable(),
  }),
  askedBy: ['gateway', 'automation'],
});
