import {
  type Actor,
  type ChannelType,
  type MessageDefinition,
  MessageAdded,
  type MessageView,
  newId,
  type Origin,
  TicketAssigned,
  TicketOpened,
  type TicketStatus,
  TicketStatusChanged,
  type TicketView,
} from '@duet/contracts';
import type { Harness } from '@duet/testing';

export interface Ticket {
  readonly id: string;
  readonly channelId: string;
  readonly channelType: ChannelType;
}

/** A ticket event as ticketing would publish it; the id makes a repetition. */
export interface TicketEvent {
  readonly id: string;
  readonly definition: MessageDefinition;
  readonly data: unknown;
}

const contact = { id: newId(), externalId: 'ana', username: 'ana_pe', displayName: 'Ana', avatarUrl: null };
const by = { kind: 'person' as const, id: newId(), name: 'Ada' };

export const agentOf = (workspaceId: string): Actor => ({ ...by, role: 'agent', workspaceId });

export function opened(ticket: Ticket, at: string, origin: Origin = 'live'): TicketEvent {
  const view: TicketView = {
    id: ticket.id,
    number: 1,
    status: 'open',
    heldUntil: null,
    priority: 'medium',
    tags: [],
    channelId: ticket.channelId,
    channelType: ticket.channelType,
    conversationId: newId(),
    subjectMessageId: null,
    contact,
    assignee: null,
    team: null,
    controller: { kind: 'nobody', id: null, epoch: 0 },
    lastMessage: { preview: 'Hello', direction: 'in', sentAt: at },
    window: null,
    post: null,
    seenUpTo: null,
    readBy: [],
    mentions: [],
    referral: null,
    sla: null,
    openedAt: at,
    updatedAt: at,
    sequence: 1,
  };
  return { id: newId(), definition: TicketOpened, data: { ticketId: ticket.id, ticket: view, origin } };
}

export function message(
  ticket: Ticket,
  direction: MessageView['direction'],
  at: string,
  origin: Origin = 'live',
): TicketEvent {
  const view: MessageView = {
    id: newId(),
    ticketId: ticket.id,
    conversationId: newId(),
    direction,
    author: { kind: direction === 'in' ? 'customer' : 'person', id: null, name: null },
    content: { type: 'text', text: 'where is my parcel' },
    media: null,
    sentAt: at,
    externalId: null,
    source: null,
    delivery: null,
    reference: null,
    reactions: [],
    comment: null,
  };
  const { id: ticketId, channelId, channelType } = ticket;
  return { id: newId(), definition: MessageAdded, data: { ticketId, channelId, channelType, message: view, origin } };
}

export const turned = (ticket: Ticket, status: TicketStatus, at: string): TicketEvent => ({
  id: newId(),
  definition: TicketStatusChanged,
  data: { ticketId: ticket.id, status, by, changedAt: at },
});

export const assigned = (ticket: Ticket): TicketEvent => ({
  id: newId(),
  definition: TicketAssigned,
  data: {
    ticketId: ticket.id,
    assignee: { id: by.id, name: by.name },
    controller: { kind: 'person', id: by.id, epoch: 1 },
    by,
  },
});

export async function publishAll(harness: Harness, workspaceId: string, events: readonly TicketEvent[]): Promise<void> {
  for (const { id, definition, data } of events) await harness.publish(definition, { id, workspaceId, data });
}
