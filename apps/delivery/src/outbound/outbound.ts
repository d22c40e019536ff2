import type { Actor, ChannelType, Envelope, OutgoingCard, StoredFile } from '@duet/contracts';
import type { Cause } from '@duet/messaging';
import type { LaneKey } from '../lanes/lane.ts';

export type OutboundState = 'queued' | 'sending' | 'unconfirmed' | 'failed' | 'sent';

/** What TikTok calls an uploaded image; its size matters for comments. */
export interface PlatformImage {
  readonly id: string;
  readonly width: number;
  readonly height: number;
}

/** A message of ours in the ledger: one row for one intent, for ever. */
export interface Outbound extends LaneKey {
  readonly id: string;
  readonly attempt: number;
  readonly ticketId: string;
  readonly channelType: ChannelType;
  readonly accountId: string;
  readonly videoId: string | null;
  /** The message before it in the thread. */
  readonly precededBy: string | null;
  /** It goes only if the message before went. */
  readonly requiresPrevious: boolean;
  /** Empty where an image is sent; the title of a card. */
  readonly text: string;
  readonly card: OutgoingCard | null;
  readonly image: StoredFile | null;
  /** Null while the image is not uploaded: then the send itself was not begun. */
  readonly platformImage: PlatformImage | null;
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
  readonly leaseUntil: Date | null;
  readonly externalId: string | null;
  readonly sentAt: Date | null;
  readonly failureCode: string | null;
}

export const aboutOutbound = ({ id, ticketId, attempt }: Outbound) => ({ messageId: id, ticketId, attempt });

/** What is told of a message that TikTok has. */
export const aboutSent = (outbound: Outbound) => {
  const { accountId, channelId, videoId, threadId: parentCommentId } = outbound;
  const comment = videoId === null ? {} : { comment: { accountId, channelId, videoId, parentCommentId } };
  return { ...aboutOutbound(outbound), ...comment };
};

export const causeOf = (
  event: Pick<Envelope, 'id' | 'correlationId'> & { traceparent: string | undefined },
): Cause => ({
  id: event.id,
  correlationId: event.correlationId,
  traceparent: event.traceparent,
});

/** The id of a message that a person says has arrived, while TikTok's own id is not known. */
export const unknownExternalId = (id: string): string => `unknown:${id}`;
