import type { Actor, ChannelType, Envelope } from '@duet/contracts';
import type { Cause } from '@duet/messaging';
import type { LaneKey } from '../lanes/lane.ts';

export type OutboundState = 'queued' | 'sending' | 'unconfirmed' | 'failed' | 'sent';

/** A message of ours in the ledger: one row for one intent, for ever. */
export interface Outbound extends LaneKey {
  readonly id: string;
  readonly attempt: number;
  readonly ticketId: string;
  readonly channelType: ChannelType;
  readonly accountId: string;
  readonly videoId: string | null;
  readonly text: string;
  readonly referencedMessageId: string | null;
  readonly actor: Actor;
  readonly epoch: number;
  readonly cause: Cause;
  readonly state: OutboundState;
  readonly queuedAt: Date;
  readonly tries: number;
  /** What it waited for the last time; null before the first wait. */
  readonly waitingFor: string | null;
  readonly startedAt: Date | null;
  readonly externalId: string | null;
  readonly sentAt: Date | null;
  readonly failureCode: string | null;
}

export const aboutOutbound = ({ id, ticketId, attempt }: Outbound) => ({ messageId: id, ticketId, attempt });

export const causeOf = (
  event: Pick<Envelope, 'id' | 'correlationId'> & { traceparent: string | undefined },
): Cause => ({
  id: event.id,
  correlationId: event.correlationId,
  traceparent: event.traceparent,
});

/** The id of a message that a person says has arrived, while TikTok's own id is not known. */
export const unknownExternalId = (id: string): string => `unknown:${id}`;
