import { z } from 'zod';
import { Actor } from '../actor.ts';
import { defineEvent } from '../define.ts';
import { Origin, PostView, Referral, Timestamp } from '../content.ts';
import { ModerationJobView } from '../moderation-job.ts';
import { Priority } from '../priority.ts';
import { SlaClockView, SlaView } from '../sla.ts';
import {
  ContactView,
  Controller,
  DraftView,
  MessageView,
  ReaderView,
  TagView,
  TicketStatus,
  TicketView,
  WindowView,
} from '../views.ts';

/**
 * The public contract for other services. Every event of a ticket carries the ticket's own `sequence` in its envelope,
 * without gaps from 1, and arrives in that order per ticket. Changes inside a version are additive only.
 */
const ticketId = z.uuid();
const by = Actor.pick({ kind: true, id: true, name: true });

/** A ticket was opened by a customer's message or comment. */
export const TicketOpened = defineEvent(
  'ticketing.ticket.opened',
  z.object({ ticketId, ticket: TicketView, origin: Origin }),
  (data) => data.ticketId,
);

/**
 * A message stands in the ticket's thread: from the customer, from us, or from TikTok's own app. Notes come without text.
 * A customer's message that opened a reply window brings what is left of it.
 */
export const MessageAdded = defineEvent(
  'ticketing.message.added',
  z.object({
    ticketId,
    channelId: TicketView.shape.channelId,
    channelType: TicketView.shape.channelType,
    message: MessageView,
    origin: Origin,
    window: WindowView.optional(),
  }),
  (data) => data.ticketId,
);

/** A message's delivery or a comment's visibility changed. */
export const MessageUpdated = defineEvent(
  'ticketing.message.updated',
  z.object({ ticketId, message: MessageView }),
  (data) => data.ticketId,
);

/** Somebody took the ticket, was given it, or gave it back. */
export const TicketAssigned = defineEvent(
  'ticketing.ticket.assigned',
  z.object({ ticketId, assignee: TicketView.shape.assignee, controller: Controller, by }),
  (data) => data.ticketId,
);

/** The ticket was put into a team's hands, or out of them. */
export const TicketTeamChanged = defineEvent(
  'ticketing.ticket.team-changed',
  z.object({ ticketId, team: TicketView.shape.team, by }),
  (data) => data.ticketId,
);

/** The ticket was resolved or reopened, set aside or brought back. */
export const TicketStatusChanged = defineEvent(
  'ticketing.ticket.status-changed',
  z.object({
    ticketId,
    status: TicketStatus,
    by,
    changedAt: Timestamp,
    /** When a ticket that was set aside comes back by itself. */
    heldUntil: Timestamp.nullable().default(null),
  }),
  (data) => data.ticketId,
);

/** The ticket became more or less urgent. */
export const TicketPriorityChanged = defineEvent(
  'ticketing.ticket.priority-changed',
  z.object({ ticketId, priority: Priority, by }),
  (data) => data.ticketId,
);

/** Tags were put on the ticket or taken off: all that it has now, and which of them are new. */
export const TicketTagged = defineEvent(
  'ticketing.ticket.tagged',
  z.object({ ticketId, tags: z.array(TagView), added: z.array(TagView), removed: z.array(TagView), by }),
  (data) => data.ticketId,
);

/** What was promised for the ticket was taken up, became due soon, was kept or broken, stood still or went on. */
export const TicketSlaChanged = defineEvent(
  'ticketing.ticket.sla-changed',
  z.object({ ticketId, sla: SlaView.nullable() }),
  (data) => data.ticketId,
);

/** A promise was broken: once for each clock that ran out, and never taken back. */
export const TicketSlaBreached = defineEvent(
  'ticketing.ticket.sla-breached',
  z.object({ ticketId, policy: SlaView.shape.policy, metric: SlaClockView.shape.metric, breachedAt: Timestamp }),
  (data) => data.ticketId,
);

/** What is left of the ticket's reply window changed. */
export const TicketWindowChanged = defineEvent(
  'ticketing.ticket.window-changed',
  z.object({ ticketId, window: WindowView }),
  (data) => data.ticketId,
);

/** The customer has seen what was sent up to a time. */
export const TicketSeen = defineEvent(
  'ticketing.ticket.seen',
  z.object({ ticketId, seenUpTo: Timestamp }),
  (data) => data.ticketId,
);

/** Somebody of the workspace has read the ticket up to a message. */
export const TicketRead = defineEvent(
  'ticketing.ticket.read',
  z.object({ ticketId, reader: ReaderView }),
  (data) => data.ticketId,
);

/** A note of the ticket names colleagues. */
export const TicketMentioned = defineEvent(
  'ticketing.ticket.mentioned',
  z.object({
    ticketId,
    messageId: z.uuid(),
    people: z.array(z.object({ id: z.uuid(), name: z.string() })),
    by,
  }),
  (data) => data.ticketId,
);

/**
 * Somebody wrote on a ticket what is not sent, or it is gone. It comes without text, and without a place in the order of
 * the ticket's events, whose state it does not change.
 */
export const DraftChanged = defineEvent(
  'ticketing.draft.changed',
  z.object({
    ticketId,
    person: DraftView.shape.person,
    mode: DraftView.shape.mode,
    state: z.enum(['written', 'gone']),
  }),
  (data) => data.ticketId,
);

/** It became known which ad or link led the customer here. */
export const TicketReferred = defineEvent(
  'ticketing.ticket.referred',
  z.object({ ticketId, referral: Referral }),
  (data) => data.ticketId,
);

/** What the commented post shows became known. */
export const TicketPostChanged = defineEvent(
  'ticketing.ticket.post-changed',
  z.object({ ticketId, post: PostView }),
  (data) => data.ticketId,
);

/** The customer's name or picture became known. */
export const TicketContactChanged = defineEvent(
  'ticketing.ticket.contact-changed',
  z.object({ ticketId, contact: ContactView }),
  (data) => data.ticketId,
);

/**
 * Attributes of a customer were set, named by their keys. It comes without their values. Events of one customer have a
 * `sequence` of their own.
 */
export const ContactChanged = defineEvent(
  'ticketing.contact.changed',
  z.object({
    /** The contact that stands for the customer. */
    contactId: z.uuid(),
    changed: z.array(z.string()),
    by,
  }),
  (data) => data.contactId,
);

const twoContacts = z.object({ contactId: z.uuid(), otherId: z.uuid(), by });

/** A contact (`otherId`) was found to be the same person as another and belongs to its customer now. */
export const ContactsMerged = defineEvent('ticketing.contact.merged', twoContacts, (data) => data.contactId);

/** A merged contact (`otherId`) is a customer of its own again. */
export const ContactsUnmerged = defineEvent('ticketing.contact.unmerged', twoContacts, (data) => data.contactId);

/** How far a job with many comments is: at most twice a second, and always its end. The newest one holds everything. */
export const ModerationJobChanged = defineEvent(
  'ticketing.moderation-job.changed',
  z.object({ job: ModerationJobView }),
  (data) => data.job.id,
);
