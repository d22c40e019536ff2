import type { MessageView, TicketView } from '@duet/contracts';
import type { Change } from './lib/live-updates.ts';

const uuid = (n: number): string => `01939f00-0000-7000-8000-${String(n).padStart(12, '0')}`;

/** Sunday noon, and `minutes` after it. */
export const at = (minutes: number): string => new Date(Date.UTC(2026, 10, 22, 12, minutes)).toISOString();

export const ids = { ticket: uuid(1), other: uuid(2), conversation: uuid(3), me: uuid(4), colleague: uuid(5) };

export const aTicket = (part: Partial<TicketView> = {}): TicketView => ({
  id: ids.ticket,
  number: 4821,
  status: 'open',
  heldUntil: null,
  priority: 'medium',
  tags: [],
  channelId: uuid(10),
  channelType: 'tiktok_messenger',
  conversationId: ids.conversation,
  subjectMessageId: null,
  contact: { id: uuid(11), externalId: 'ext', username: 'ana_pe', displayName: 'Ana', avatarUrl: null },
  assignee: null,
  team: null,
  controller: { kind: 'nobody', id: null, epoch: 0 },
  lastMessage: { preview: 'Hi', direction: 'in', sentAt: at(0) },
  window: { expiresAt: at(48 * 60), remaining: 10 },
  post: null,
  seenUpTo: null,
  readBy: [],
  mentions: [],
  referral: null,
  sla: null,
  openedAt: at(0),
  updatedAt: at(0),
  sequence: 5,
  ...part,
});

export const aMessage = (n: number, part: Partial<MessageView> = {}): MessageView => ({
  id: uuid(100 + n),
  ticketId: ids.ticket,
  conversationId: ids.conversation,
  direction: 'in',
  author: { kind: 'customer', id: 'ext', name: 'Ana' },
  content: { type: 'text', text: `message ${n}` },
  media: null,
  sentAt: at(n),
  externalId: `tt-${n}`,
  source: null,
  delivery: null,
  reference: null,
  reactions: [],
  comment: null,
  ...part,
});

/** A message of ours in a state of its delivery. */
export const ours = (n: number, status: 'queued' | 'unconfirmed' | 'failed' | 'sent', attempt = 1): MessageView =>
  aMessage(n, {
    direction: 'out',
    author: { kind: 'person', id: ids.me, name: 'Mira' },
    source: 'duet',
    delivery: { status, attempt, waitingFor: null, failure: null },
  });

export const aChange = (part: Partial<Change> = {}): Change => ({
  ticketId: ids.ticket,
  sequence: 6,
  occurredAt: at(1),
  ticket: (held) => held,
  opened: null,
  message: null,
  relists: false,
  ...part,
});
