import {
  type ChannelType,
  type MessageAdded,
  type MessageView,
  type Origin,
  type TicketAssigned,
  type TicketOpened,
  type TicketStatus,
  type TicketStatusChanged,
} from '@duet/contracts';
import type { Event } from '@duet/messaging';

export interface FactKey {
  readonly workspaceId: string;
  /** The event's id: an event counts once, however often it comes. */
  readonly id: string;
}

/** What is kept of a ticket event for good: no text, no person (H9). Null is what the kind does not tell. */
export interface Fact extends FactKey {
  readonly kind: 'ticket_opened' | 'message_added' | 'status_changed' | 'ticket_assigned';
  readonly ticketId: string;
  readonly channelId: string | null;
  readonly channelType: ChannelType | null;
  readonly direction: MessageView['direction'] | null;
  readonly authorKind: MessageView['author']['kind'] | null;
  readonly status: TicketStatus | null;
  readonly origin: Origin | null;
  /** When it happened, which may be long before we heard of it. */
  readonly occurredAt: string;
}

export type TicketEvent = Event<
  typeof TicketOpened | typeof MessageAdded | typeof TicketStatusChanged | typeof TicketAssigned
>;

export function factOf(event: TicketEvent): Fact {
  const fact = {
    workspaceId: event.workspaceId,
    id: event.id,
    ticketId: event.data.ticketId,
    channelId: null,
    channelType: null,
    direction: null,
    authorKind: null,
    status: null,
    origin: null,
    occurredAt: event.occurredAt,
  };
  switch (event.type) {
    case 'ticketing.ticket.opened': {
      const { ticket, origin } = event.data;
      const { channelId, channelType, status, openedAt } = ticket;
      return { ...fact, kind: 'ticket_opened', channelId, channelType, status, origin, occurredAt: openedAt };
    }
    case 'ticketing.message.added': {
      const { message, channelId, channelType, origin } = event.data;
      const { direction, author, sentAt } = message;
      const about = { channelId, channelType, direction, authorKind: author.kind, origin, occurredAt: sentAt };
      return { ...fact, kind: 'message_added', ...about };
    }
    case 'ticketing.ticket.status-changed':
      return { ...fact, kind: 'status_changed', status: event.data.status, occurredAt: event.data.changedAt };
    case 'ticketing.ticket.assigned':
      return { ...fact, kind: 'ticket_assigned' };
  }
}
