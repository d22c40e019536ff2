import { Injectable } from '@nestjs/common';
import {
  type Actor,
  type Author,
  capabilityTable,
  type ChannelType,
  type MessageView,
  newId,
  Rejection,
  type RequestOf,
  SendMessage,
  TicketNote,
  TicketReply,
} from '@duet/contracts';
import type { Tx } from '@duet/database';
import { Answers, type Cause, Clock, type Publish, publish, type QuestionInTx } from '@duet/messaging';
import { AuditStore } from '../audit/audit.store.ts';
import { ChannelStore } from '../channels/channel.store.ts';
import { WindowStore } from '../delivery/window.store.ts';
import { decideMessageAdded, type Ticket } from '../tickets/ticket.ts';
import { SettingsStore } from '../people/settings.store.ts';
import { TicketChanges } from '../tickets/ticket-changes.ts';
import { TicketStore } from '../tickets/ticket.store.ts';
import { type Conversation, ConversationStore } from './conversation.store.ts';
import { type Message, messageView } from './message.ts';
import { MessageStore } from './message.store.ts';
import { checkReply } from './reply.ts';

/** Writing into a ticket: to the customer, or a note to colleagues. */
@Injectable()
export class ReplyAnswers {
  readonly #tickets: TicketStore;
  readonly #conversations: ConversationStore;
  readonly #messages: MessageStore;
  readonly #channels: ChannelStore;
  readonly #windows: WindowStore;
  readonly #settings: SettingsStore;
  readonly #audit: AuditStore;
  readonly #clock: Clock;

  constructor(
    tickets: TicketStore,
    conversations: ConversationStore,
    messages: MessageStore,
    channels: ChannelStore,
    windows: WindowStore,
    settings: SettingsStore,
    audit: AuditStore,
    clock: Clock,
  ) {
    this.#tickets = tickets;
    this.#conversations = conversations;
    this.#messages = messages;
    this.#channels = channels;
    this.#windows = windows;
    this.#settings = settings;
    this.#audit = audit;
    this.#clock = clock;
  }

  /** The message stands in the thread as queued, and the command to send it is in the same commit. */
  @Answers(TicketReply)
  async reply(
    { id, text, referencedMessageId }: RequestOf<typeof TicketReply>,
    context: QuestionInTx,
  ): Promise<MessageView> {
    const { tx, actor, cause } = context;
    const ticket = await this.#tickets.lockWithConversation(tx, id);
    const conversation = await this.#conversations.find(tx, ticket.conversationId);
    const channel = await this.#channels.find(tx, ticket.channelId);
    const now = this.#clock.now();
    const window = await this.#windows.find(tx, conversation);
    const settings = await this.#settings.find(tx, actor.workspaceId);
    const lastInboundAt = conversation.lastInbound?.at ?? null;
    checkReply({ ticket, channel, lastInboundAt, window, comment: null, settings, text, now });
    const quoted =
      referencedMessageId === undefined
        ? null
        : await this.#quoted(tx, referencedMessageId, conversation, channel.type);
    const precededBy = await this.#messages.lastOutgoing(tx, conversation.id);
    const message = this.#outgoing(ticket, conversation, text, actor, now);
    context.publish(
      ...(await this.#append(tx, ticket, message, cause, now)),
      sendCommand(message, ticket, conversation, { actor, cause, now, quoted, precededBy, attempt: 1 }),
    );
    await this.#audit.add(tx, {
      at: now,
      actor,
      action: 'reply',
      ticketId: ticket.id,
      details: { messageId: message.id },
    });
    return messageView(message);
  }

  @Answers(TicketNote)
  async note({ id, text }: RequestOf<typeof TicketNote>, context: QuestionInTx): Promise<MessageView> {
    const { tx, actor, cause } = context;
    const ticket = await this.#tickets.lock(tx, id);
    const now = this.#clock.now();
    const note: Message = {
      workspaceId: ticket.workspaceId,
      id: newId(),
      conversationId: ticket.conversationId,
      ticketId: ticket.id,
      channelId: ticket.channelId,
      direction: 'note',
      externalId: null,
      author: authorOf(actor),
      content: { type: 'text', text },
      sentAt: now,
      source: 'duet',
      comment: null,
      delivery: null,
    };
    context.publish(...(await this.#append(tx, ticket, note, cause, now)));
    await this.#audit.add(tx, { at: now, actor, action: 'note', ticketId: ticket.id, details: { messageId: note.id } });
    return messageView(note);
  }

  async #append(tx: Tx, ticket: Ticket, message: Message, cause: Cause, now: Date): Promise<Publish[]> {
    await this.#messages.insert(tx, [message]);
    const changes = new TicketChanges([ticket], now);
    changes.change(ticket.id, cause, (before) => decideMessageAdded(before, messageView(message), 'live', now));
    return changes.save(tx, this.#tickets);
  }

  #outgoing(ticket: Ticket, conversation: Conversation, text: string, actor: Actor, now: Date): Message {
    return {
      workspaceId: ticket.workspaceId,
      id: newId(),
      conversationId: ticket.conversationId,
      ticketId: ticket.id,
      channelId: ticket.channelId,
      direction: 'out',
      externalId: null,
      author: authorOf(actor),
      content: { type: 'text', text },
      sentAt: now,
      source: 'duet',
      comment: conversation.videoId ? { videoId: conversation.videoId, parentCommentId: conversation.threadId } : null,
      delivery: { status: 'queued', attempt: 1, waitingFor: null, failure: null },
    };
  }

  /** TikTok's id of a message of the same thread that may be quoted (DM-31). */
  async #quoted(tx: Tx, messageId: string, conversation: Conversation, type: ChannelType): Promise<string> {
    const rule = capabilityTable[type].reference;
    if (!rule.allowed) throw new Rejection(rule.code, {}, rule.text);
    const { message } = await this.#messages.find(tx, messageId);
    if (message.conversationId !== conversation.id) throw new Rejection('not_found');
    const isQuotable = rule.limits?.quotable?.some((kind) => kind === message.content.type);
    if (!isQuotable || message.externalId === null) throw new Rejection('unsupported_content');
    return message.externalId;
  }
}

interface Sending {
  readonly actor: Actor;
  readonly cause: Cause;
  readonly now: Date;
  readonly quoted: string | null;
  readonly precededBy: string | null;
  readonly attempt: number;
}

/** The one command behind every send, whoever writes (design: one send path). */
export function sendCommand(message: Message, ticket: Ticket, conversation: Conversation, sending: Sending): Publish {
  if (message.content.type !== 'text') throw new Rejection('unsupported_content');
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
      content: message.content,
      referencedMessageId: sending.quoted,
      lastInbound: lastInbound ? { messageId: lastInbound.messageId, at: lastInbound.at.toISOString() } : null,
      actor: sending.actor,
      epoch: ticket.controller.epoch,
    },
  });
}

const authorOf = ({ kind, id, name }: Actor): Author => ({ kind, id, name });
