import type {
  ChannelHealthView,
  ChannelView,
  HealingView,
  ImportView,
  MessageView,
  ModerationJobView,
  TicketView,
} from '@duet/contracts';
import { iso, newId } from '@duet/contracts';

const at = iso(Date.parse('2026-11-21T12:00:00Z'));

export const ticketView = (overrides: Partial<TicketView> = {}): TicketView => ({
  id: newId(),
  number: 1,
  status: 'open',
  heldUntil: null,
  priority: 'medium',
  tags: [],
  channelId: newId(),
  channelType: 'tiktok_messenger',
  conversationId: newId(),
  subjectMessageId: null,
  contact: { id: newId(), externalId: 'u1', username: 'ana', displayName: 'Ana', avatarUrl: null },
  assignee: null,
  team: null,
  controller: { kind: 'nobody', id: null, epoch: 0 },
  lastMessage: { preview: 'hello', direction: 'in', sentAt: at },
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
  ...overrides,
});

export const messageView = (overrides: Partial<MessageView> = {}): MessageView => ({
  id: newId(),
  ticketId: newId(),
  conversationId: newId(),
  direction: 'out',
  author: { kind: 'person', id: newId(), name: 'Ben' },
  content: { type: 'text', text: 'hello' },
  media: null,
  sentAt: at,
  externalId: null,
  source: 'duet',
  delivery: { status: 'queued', attempt: 1, waitingFor: null, failure: null },
  reference: null,
  reactions: [],
  comment: null,
  ...overrides,
});

export const channelView = (overrides: Partial<ChannelView> = {}): ChannelView => ({
  id: newId(),
  type: 'tiktok_feed',
  title: 'Our shop',
  state: 'connected',
  account: { id: newId(), username: 'shop', displayName: null },
  nlpApp: null,
  notices: [],
  ...overrides,
});

export const healingView = (overrides: Partial<HealingView> = {}): HealingView => ({
  channelId: newId(),
  state: 'waiting',
  sweptUntil: at,
  nextAt: at,
  last: { startedAt: at, endedAt: at, found: 0 },
  found: 0,
  failure: null,
  gaps: [{ kind: 'messages', threadId: 'conversation', from: at, to: at }],
  ...overrides,
});

export const healthView = (): ChannelHealthView => ({
  channelId: newId(),
  state: 'connected',
  serverTime: new Date().toISOString(),
  intake: null,
  webhooks: { checkedAt: null, fault: null },
  access: null,
  consent: null,
  budget: { waiting: 0, appOpensAt: null, endpoints: [] },
  healing: null,
  notices: [],
});

export const importView = (): ImportView => ({
  channelId: newId(),
  state: 'offered',
  since: new Date().toISOString(),
  listed: null,
  imported: null,
});

export const jobView = (): ModerationJobView => ({
  id: newId(),
  action: 'hide',
  status: 'running',
  by: { kind: 'person', id: newId(), name: 'Ana' },
  startedAt: at,
  endedAt: null,
  undoes: null,
  counts: { total: 2, done: 0, failed: 0, skipped: 0, dropped: 0, pending: 2, underWay: 0 },
  failures: [],
  timeLeftMs: null,
});
