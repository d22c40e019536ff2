import type { PostCommentFilter } from '@duet/contracts';
import type { TicketFilter } from './ticket-filter.ts';

/** Names of the query cache. Live updates find their data by these. */
export const keys = {
  session: ['session'] as const,
  preferences: ['preferences'] as const,
  people: ['people'] as const,
  firstSteps: ['first-steps'] as const,
  channels: ['channels'] as const,
  connection: (connectionId: string) => ['connection', connectionId] as const,
  health: (channelId: string) => ['health', channelId] as const,
  preFlight: (channelId: string | null) => ['pre-flight', channelId] as const,
  import: (channelId: string) => ['import', channelId] as const,
  slaPolicies: ['sla-policies'] as const,
  views: ['views'] as const,
  teams: ['teams'] as const,
  availability: ['availability'] as const,
  tags: ['tags'] as const,
  hideRules: ['hide-rules'] as const,
  savedReplies: ['saved-replies'] as const,
  posts: ['posts'] as const,
  post: (channelId: string, videoId: string) => ['post', channelId, videoId] as const,
  comments: (channelId: string, videoId: string, show: PostCommentFilter) =>
    ['comments', { channelId, videoId, show }] as const,
  jobs: ['jobs'] as const,
  counts: (channel: TicketFilter['channel']) => ['counts', channel] as const,
  tickets: (filter: TicketFilter) => ['tickets', filter] as const,
  search: (wish: object, filter: TicketFilter) => ['search', wish, filter] as const,
  contactAttributes: ['contact-attributes'] as const,
  customer: (contactId: string) => ['customer', contactId] as const,
  /** Tickets of the customer whom the contact belongs to. */
  history: (contactId: string) => ['history', contactId] as const,
  drafts: (ticketId: string) => ['drafts', ticketId] as const,
  ticket: (id: string) => ['ticket', id] as const,
  /** Tickets of one conversation share its thread. */
  thread: (conversationId: string) => ['thread', conversationId] as const,
};
