import { z } from 'zod';
import type { Role } from '../actor.ts';
import type { QuestionDefinition } from '../define.ts';
import {
  ChannelCapabilities,
  ChannelDisconnect,
  ChannelList,
  ConnectComplete,
  ConnectStart,
  ConnectStatus,
  SetupFinish,
} from '../questions/channels.ts';
import { HealingGet, HealingStart } from '../questions/ingestion.ts';
import { DailyReport } from '../questions/reporting.ts';
import {
  CommentModerate,
  MessageSettle,
  TicketAssign,
  TicketCapabilities,
  TicketGet,
  TicketImages,
  TicketList,
  TicketMessages,
  TicketNote,
  TicketReopen,
  TicketReply,
  TicketResolve,
} from '../questions/ticketing.ts';

/**
 * One REST operation under `/api/v1` that is answered by one question. Path and query parameters and the body's
 * fields together, with `fixed` and what the gateway itself knows (`session`), make up the question's request.
 */
export interface Operation {
  readonly id: string;
  readonly method: 'GET' | 'POST';
  /** Below `/api/v1`, with `{name}` for path parameters. */
  readonly path: string;
  readonly summary: string;
  readonly asks: QuestionDefinition;
  readonly roles: readonly Role[];
  readonly status: 200 | 201 | 202;
  readonly fixed?: Readonly<Record<string, unknown>>;
  /** Fields that the gateway fills from the session, never from the caller. */
  readonly session?: readonly ('sessionId' | 'plan' | 'settings')[];
  /** The gateway looks up the upload that `imageId` names, and fills in `image`. */
  readonly upload?: true;
}

const everyone: readonly Role[] = ['owner', 'admin', 'supervisor', 'agent'];
const admins: readonly Role[] = ['owner', 'admin'];

export const operations: readonly Operation[] = [
  {
    id: 'listTickets',
    method: 'GET',
    path: '/tickets',
    summary: 'Tickets, newest activity first',
    asks: TicketList,
    roles: everyone,
    status: 200,
  },
  {
    id: 'getTicket',
    method: 'GET',
    path: '/tickets/{id}',
    summary: 'One ticket',
    asks: TicketGet,
    roles: everyone,
    status: 200,
  },
  {
    id: 'ticketCapabilities',
    method: 'GET',
    path: '/tickets/{id}/capabilities',
    summary: 'What can be done on this ticket now, and why not what cannot',
    asks: TicketCapabilities,
    roles: everyone,
    status: 200,
  },
  {
    id: 'listMessages',
    method: 'GET',
    path: '/tickets/{id}/messages',
    summary: "The thread of the ticket's conversation",
    asks: TicketMessages,
    roles: everyone,
    status: 200,
  },
  {
    id: 'reply',
    method: 'POST',
    path: '/tickets/{id}/messages',
    summary: 'Answer the customer',
    asks: TicketReply,
    roles: everyone,
    status: 202,
    upload: true,
  },
  {
    id: 'imagesAllowed',
    method: 'GET',
    path: '/tickets/{id}/images',
    summary: 'Whether an image can be sent on this ticket',
    asks: TicketImages,
    roles: everyone,
    status: 200,
  },
  {
    id: 'addNote',
    method: 'POST',
    path: '/tickets/{id}/notes',
    summary: 'Add an internal note',
    asks: TicketNote,
    roles: everyone,
    status: 201,
  },
  {
    id: 'assign',
    method: 'POST',
    path: '/tickets/{id}/assign',
    summary: 'Take, give or give back a ticket',
    asks: TicketAssign,
    roles: everyone,
    status: 200,
  },
  {
    id: 'resolve',
    method: 'POST',
    path: '/tickets/{id}/resolve',
    summary: 'Resolve a ticket',
    asks: TicketResolve,
    roles: everyone,
    status: 200,
  },
  {
    id: 'reopen',
    method: 'POST',
    path: '/tickets/{id}/reopen',
    summary: 'Reopen a resolved ticket',
    asks: TicketReopen,
    roles: everyone,
    status: 200,
  },
  {
    id: 'settleMessage',
    method: 'POST',
    path: '/messages/{id}/settle',
    summary: 'Say what happened to an unconfirmed message',
    asks: MessageSettle,
    roles: everyone,
    status: 200,
  },
  {
    id: 'hideComment',
    method: 'POST',
    path: '/comments/{id}/hide',
    summary: "Hide a customer's comment",
    asks: CommentModerate,
    roles: everyone,
    status: 202,
    fixed: { action: 'hide' },
  },
  {
    id: 'unhideComment',
    method: 'POST',
    path: '/comments/{id}/unhide',
    summary: 'Show a hidden comment again',
    asks: CommentModerate,
    roles: everyone,
    status: 202,
    fixed: { action: 'unhide' },
  },
  {
    id: 'deleteComment',
    method: 'POST',
    path: '/comments/{id}/delete',
    summary: 'Delete a comment that was posted from here',
    asks: CommentModerate,
    roles: everyone,
    status: 202,
    fixed: { action: 'delete' },
  },
  {
    id: 'listChannels',
    method: 'GET',
    path: '/channels',
    summary: 'Channels of the workspace',
    asks: ChannelList,
    roles: everyone,
    status: 200,
  },
  {
    id: 'channelCapabilities',
    method: 'GET',
    path: '/channels/{id}/capabilities',
    summary: 'What can be done on this channel, and why not what cannot',
    asks: ChannelCapabilities,
    roles: everyone,
    status: 200,
    session: ['settings'],
  },
  {
    id: 'connectTikTok',
    method: 'POST',
    path: '/channels/tiktok/connect',
    summary: 'Begin connecting a TikTok account',
    asks: ConnectStart,
    roles: admins,
    status: 201,
    session: ['sessionId', 'plan'],
  },
  {
    id: 'completeConnection',
    method: 'POST',
    path: '/channels/tiktok/callback',
    summary: "Hand in what TikTok's redirect carried",
    asks: ConnectComplete,
    roles: admins,
    status: 200,
    session: ['sessionId'],
  },
  {
    id: 'connectionStatus',
    method: 'GET',
    path: '/channels/tiktok/connections/{connectionId}',
    summary: 'How far a connection is',
    asks: ConnectStatus,
    roles: admins,
    status: 200,
  },
  {
    id: 'finishSetup',
    method: 'POST',
    path: '/channels/tiktok/connections/{connectionId}/finish',
    summary: 'Finish Setup',
    asks: SetupFinish,
    roles: admins,
    status: 200,
  },
  {
    id: 'disconnectChannel',
    method: 'POST',
    path: '/channels/{id}/disconnect',
    summary: 'Disconnect one channel',
    asks: ChannelDisconnect,
    roles: admins,
    status: 200,
  },
  {
    id: 'healing',
    method: 'GET',
    path: '/channels/{id}/healing',
    summary: "How far TikTok's lists were compared with what came in",
    asks: HealingGet,
    roles: everyone,
    status: 200,
  },
  {
    id: 'startHealing',
    method: 'POST',
    path: '/channels/{id}/healing',
    summary: "Compare TikTok's lists with what came in now",
    asks: HealingStart,
    roles: admins,
    status: 202,
  },
  {
    id: 'dailyReport',
    method: 'GET',
    path: '/reports/daily',
    summary: 'Messages and tickets per channel and day',
    asks: DailyReport,
    roles: everyone,
    status: 200,
  },
];

/** What every refusal looks like (RFC 9457). */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  code: z.string(),
  detail: z.string(),
  requestId: z.string(),
  details: z.record(z.string(), z.unknown()).optional(),
});
export type Problem = z.infer<typeof Problem>;
