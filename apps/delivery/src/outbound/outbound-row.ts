import type { Actor, ChannelType, OutgoingCard, StoredFile } from '@duet/contracts';
import type { Outbound, OutboundState, PlatformImage } from './outbound.ts';

export interface Row {
  workspace_id: string;
  id: string;
  attempt: number;
  ticket_id: string;
  channel_id: string;
  channel_type: ChannelType;
  account_id: string;
  thread_id: string;
  video_id: string | null;
  preceded_by: string | null;
  requires_previous: boolean;
  text: string;
  image: StoredFile | null;
  card: OutgoingCard | null;
  platform_image: PlatformImage | null;
  referenced_message_id: string | null;
  actor: Actor;
  epoch: number;
  correlation_id: string;
  causation_id: string;
  traceparent: string | null;
  state: OutboundState;
  queued_at: Date;
  tries: number;
  waiting_for: string | null;
  started_at: Date | null;
  lease_until: Date | null;
  external_id: string | null;
  sent_at: Date | null;
  failure_code: string | null;
}

export const fromRow = (row: Row): Outbound => ({
  workspaceId: row.workspace_id,
  id: row.id,
  attempt: row.attempt,
  ticketId: row.ticket_id,
  channelId: row.channel_id,
  channelType: row.channel_type,
  accountId: row.account_id,
  threadId: row.thread_id,
  videoId: row.video_id,
  precededBy: row.preceded_by,
  requiresPrevious: row.requires_previous,
  text: row.text,
  image: row.image,
  card: row.card,
  platformImage: row.platform_image,
  referencedMessageId: row.referenced_message_id,
  actor: row.actor,
  epoch: row.epoch,
  cause: { id: row.causation_id, correlationId: row.correlation_id, traceparent: row.traceparent ?? undefined },
  state: row.state,
  queuedAt: row.queued_at,
  tries: row.tries,
  waitingFor: row.waiting_for,
  startedAt: row.started_at,
  leaseUntil: row.lease_until,
  externalId: row.external_id,
  sentAt: row.sent_at,
  failureCode: row.failure_code,
});
