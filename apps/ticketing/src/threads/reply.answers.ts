import { Injectable } from '@nestjs/common';
import {
  capabilityTable,
  channelRules,
  type ChannelType,
  type MessageView,
  newId,
  Rejection,
  type ReplyView,
  type RequestOf,
  TicketMentioned,
  TicketNote,
  TicketReply,
} from '@duet/contracts';
import type { Tx } from '@duet/database';
import { Answers, type Cause, Clock, type Publish, type QuestionInTx } from '@duet/messaging';
import { AuditStore } from '../audit/audit.store.ts';
import { ChannelStore } from '../channels/channel.store.ts';
import { WindowStore } from '../delivery/window.store.ts';
import { DraftStore } from '../drafts/draft.store.ts';
import { MentionStore } from '../mentions/mention.store.ts';
import { decideMessageAdded, type Decision, nameOf, tell, type Ticket } from '../tickets/ticket.ts';
import { SettingsStore } from '../people/settings.store.ts';
import { TicketChanges } from '../tickets/ticket-changes.ts';
import { TicketStore } from '../tickets/ticket.store.ts';
import { type Conversation, ConversationStore } from './conversation.store.ts';
import { type Message, messageView } from './message.ts';
import { MessageStore } from './message.store.ts';
import { authorOf, outgoing, sendCommand } from './outgoing.ts';
import { checkReply, partsOfReply } from './reply.ts';

/** Writing into a ticket: to the customer, or a note to colleagues. */
@Injectable()
export class ReplyAnswers {
  readonly #tickets: TicketStore;
  readonly #conversations: ConversationStore;
  readonly #messages: MessageStore;
  readonly #channels: ChannelStore;
  readonly #windows: WindowStore;
  readonly #settings: SettingsStore;
  readonly #mentions: MentionStore;
  readonly #drafts: DraftStore;
  readonly #audit: AuditStore;
  readonly #clock: Clock;

  constructor(
    tickets: TicketStore,
    conversations: ConversationStore,
    messages: MessageStore,
    channels: ChannelStore,
    windows: WindowStore,
    settings: SettingsStore,
    mentions: MentionStore,
    drafts: DraftStore,
    audit: AuditStore,
    clock: Clock,
  ) {
    this.#tickets = tickets;
    this.#conversations = conversations;
    this.#messages = messages;
    this.#channels = channels;
    this.#windows = windows;
    this.#settings = settings;
    this.#mentions = mentions;
    this.#drafts = drafts;
    this.#audit = audit;
    this.#clock = clock;
  }

  /** Each message stands in the thread as queued, and the command to send it is in the same commit. */
  @Answers(TicketReply)
  async reply(
    { id, text = '', image, card, referencedMessageId }: RequestOf<typeof TicketReply>,
    context: QuestionInTx,
  ): Promise<ReplyView> {
    const { tx, actor, cause } = context;
    const ticket = await this.#tickets.lockWithConversation(tx, id);
    const conversation = await this.#conversations.find(tx, ticket.conversationId);
    const channel = await this.#channels.find(tx, ticket.channelId);
    const now = this.#clock.now();
    const window = await this.#windows.find(tx, conversation);
    const settings = await this.#settings.find(tx, actor.workspaceId);
    const lastInboundAt = conversation.lastInbound?.at ?? null;
    const parts = partsOfReply(channel.type, { text, image, card, quotes: referencedMessageId !== undefined });
    checkReply({ ticket, channel, lastInboundAt, window, comment: null, settings, parts, now });
    const quoted =
      referencedMessageId === undefined
        ? null
        : await this.#quoted(tx, referencedMessageId, conversation, channel.type);
    const before = await this.#messages.lastOutgoing(tx, conversation.id);
    const messages = parts.map((part, place) =>
      outgoing(ticket, conversation, { content: part, referencedId: quoted }, actor, later(now, place)),
    );
    const { views, told } = await this.#append(tx, ticket, messages, cause, now);
    context.publish(
      ...told,
      ...messages.map((message, place) => {
        const precededBy = messages[place - 1]?.id ?? before;
        const sending = { actor, cause, now, precededBy, requiresPrevious: place > 0, attempt: 1 };
        return sendCommand(message, ticket, conversation, sending);
      }),
    );
    context.publish(...(await this.#drafts.drop(tx, { ticketId: id, mode: 'reply', actor }, cause, now)));
    const [first, second = null] = views;
    if (!first) throw new Error('a reply has a message');
    for (const message of messages) {
      const details = { messageId: message.id };
      await this.#audit.add(tx, { at: now, actor, action: 'reply', ticketId: ticket.id, details });
    }
    const uses = channelRules[channel.type].window === null ? null : messages.length;
    return { ...first, followedBy: second, uses };
  }

  @Answers(TicketNote)
  async note({ id, text, mentions }: RequestOf<typeof TicketNote>, context: QuestionInTx): Promise<MessageView> {
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
      referencedId: null,
      sentAt: now,
      source: 'duet',
      comment: null,
      delivery: null,
    };
    const people = await this.#mentions.people(tx, mentions);
    const { told } = await this.#append(
      tx,
      ticket,
      [note],
      cause,
      now,
      people.length === 0
        ? null
        : (before) => tell(before, TicketMentioned, { messageId: note.id, people, by: nameOf(actor) }),
    );
    await this.#mentions.add(tx, note, people);
    context.publish(...told, ...(await this.#drafts.drop(tx, { ticketId: id, mode: 'note', actor }, cause, now)));
    await this.#audit.add(tx, { at: now, actor, action: 'note', ticketId: ticket.id, details: { messageId: note.id } });
    return messageView(note);
  }

  async #append(
    tx: Tx,
    ticket: Ticket,
    messages: readonly Message[],
    cause: Cause,
    now: Date,
    more: ((before: Decision) => Decision) | null = null,
  ): Promise<{ views: MessageView[]; told: Publish[] }> {
    await this.#messages.insert(tx, messages);
    const views = (await this.#messages.findViews(tx, messages)).map(({ view }) => view);
    const changes = new TicketChanges([ticket], now);
    for (const view of views)
      changes.change(ticket.id, cause, (before) => decideMessageAdded(before, view, 'live', now));
    if (more) changes.change(ticket.id, cause, more);
    return { views, told: await changes.save(tx, this.#tickets) };
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

/** Messages of one reply stand in the thread in the order in which they leave. */
const later = (now: Date, ms: number): Date => new Date(now.getTime() + ms);
