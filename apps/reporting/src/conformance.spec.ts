import {
  type Actor,
  type DataOf,
  deriveId,
  MessageAdded,
  newId,
  reactions,
  TicketOpened,
  TicketStatusChanged,
} from '@duet/contracts';
import { type ConformingReaction, describeConformance, sampleMessage } from '@duet/testing';
import { reportingSchema } from './schema.ts';
import { defineReporting } from './service.ts';

const workspaceId = newId();
const tickets = newId();
const channels = newId();
const at = (second: number): string => new Date(Date.UTC(2026, 10, 21, 10, 0, second)).toISOString();
const by: Pick<Actor, 'kind' | 'id' | 'name'> = { kind: 'person', id: newId(), name: 'Ana' };

function opened(ticketId: string, channelId: string): DataOf<typeof TicketOpened> {
  const ticket = {
    id: ticketId,
    number: 1,
    status: 'open' as const,
    heldUntil: null,
    priority: 'medium' as const,
    tags: [],
    channelId,
    channelType: 'tiktok_messenger' as const,
    conversationId: newId(),
    subjectMessageId: null,
    contact: { id: newId(), externalId: 'customer', username: null, displayName: null, avatarUrl: null },
    assignee: null,
    team: null,
    controller: { kind: 'nobody' as const, id: null, epoch: 0 },
    lastMessage: { preview: 'hello', direction: 'in' as const, sentAt: at(1) },
    window: null,
    post: null,
    seenUpTo: null,
    readBy: [],
    mentions: [],
    referral: null,
    sla: null,
    openedAt: at(1),
    updatedAt: at(1),
    sequence: 1,
  };
  return { ticketId, ticket, origin: 'live' };
}

function added(ticketId: string, channelId: string, direction: 'in' | 'out'): DataOf<typeof MessageAdded> {
  const message = {
    id: newId(),
    ticketId,
    conversationId: newId(),
    direction,
    author: { kind: direction === 'in' ? ('customer' as const) : ('person' as const), id: null, name: null },
    content: { type: 'text' as const, text: 'hello' },
    media: null,
    sentAt: at(2),
    externalId: null,
    source: null,
    delivery: null,
    reference: null,
    reactions: [],
    comment: null,
  };
  return { ticketId, channelId, channelType: 'tiktok_messenger', message, origin: 'live' };
}

const countTickets: ConformingReaction = {
  reaction: reactions.countTickets,
  sample: (n) => {
    const [ticketId, channelId] = [deriveId(tickets, n), deriveId(channels, n)];
    return [
      sampleMessage(TicketOpened, workspaceId, opened(ticketId, channelId)),
      sampleMessage(MessageAdded, workspaceId, added(ticketId, channelId, 'in')),
      sampleMessage(MessageAdded, workspaceId, added(ticketId, channelId, 'out')),
      sampleMessage(TicketStatusChanged, workspaceId, {
        ticketId,
        status: 'resolved',
        by,
        changedAt: at(3),
        heldUntil: null,
      }),
    ];
  },
  effect: async (harness, n) => ({
    rollups: await harness.sql(
      `SELECT day::text, channel_type, messages_in, messages_out, tickets_opened, tickets_resolved
       FROM reporting.daily_rollups WHERE channel_id = $1`,
      [deriveId(channels, n)],
    ),
    facts: await harness.sql(
      'SELECT kind, direction, occurred_at FROM reporting.facts WHERE ticket_id = $1 ORDER BY 1, 2',
      [deriveId(tickets, n)],
    ),
  }),
};

describeConformance({
  service: 'reporting',
  schema: reportingSchema,
  reactions: [countTickets],
  boot: (harness) => harness.boot(defineReporting(harness.config('reporting'))),
});
