import {
  type Actor,
  type Author,
  type Content,
  newId,
  type OutgoingContent,
  Rejection,
  SendMessage,
} from '@duet/contracts';
import { type Cause, publish, type Publish } from '@duet/messaging';
import type { Ticket } from '../tickets/ticket.ts';
import type { Conversation } from './conversation.store.ts';
import type { Message } from './message.ts';

/** A message of ours that is to be sent, as it stands in its thread from now on. */
export function outgoing(
  ticket: Ticket,
  conversation: Conversation,
  { content, referencedId }: { content: OutgoingContent; referencedId: string | null },
  actor: Actor,
  sentAt: Date,
): Message {
  return {
    workspaceId: ticket.workspaceId,
    id: newId(),
    conversationId: ticket.conversationId,
    ticketId: ticket.id,
    channelId: ticket.channelId,
    direction: 'out',
    externalId: null,
    author: authorOf(actor),
    content: content.type === 'image' ? { ...content, platformMediaId: null, url: null } : content,
    referencedId,
    sentAt,
    source: 'duet',
    comment: conversation.videoId ? { videoId: conversation.videoId, parentCommentId: conversation.threadId } : null,
    delivery: { status: 'queued', attempt: 1, waitingFor: null, failure: null },
  };
}

interface Sending {
  readonly actor: Actor;
  readonly cause: Cause;
  readonly now: Date;
  readonly precededBy: string | null;
  readonly requiresPrevious: boolean;
  readonly attempt: number;
}

/** The one command behind every send, whoever writes (design: one send path). */
export function sendCommand(message: Message, ticket: Ticket, conversation: Conversation, sending: Sending): Publish {
  const { lastInbound } = conversation;
  return publish(SendMessage, {
    workspaceId: message.workspaceId,
    cause: sending.cause,
    occurredAt: sending.now,
    data: {
      messageId: message.id,
      attempt: sending.attempt,
      ticketId: ticket.id,
      channelId: ticket.channelId,
      channelType: ticket.channelType,
      accountId: conversation.accountId,
      threadId: conversation.threadId,
      videoId: conversation.videoId,
      precededBy: sending.precededBy,
      requiresPrevious: sending.requiresPrevious,
      content: sendable(message.content),
      referencedMessageId: message.referencedId,
      lastInbound: lastInbound ? { messageId: lastInbound.messageId, at: lastInbound.at.toISOString() } : null,
      actor: sending.actor,
      epoch: ticket.controller.epoch,
    },
  });
}

/** @throws Rejection `unsupported_content` a message of another kind, or an image that was never handed in */
function sendable(content: Content): OutgoingContent {
  if (content.type === 'text') return content;
  if (content.type === 'card' && content.kind) return { ...content, kind: content.kind };
  if (content.type === 'image' && content.upload) return { type: 'image', upload: content.upload };
  throw new Rejection('unsupported_content');
}

export const authorOf = ({ kind, id, name }: Actor): Author => ({ kind, id, name });
