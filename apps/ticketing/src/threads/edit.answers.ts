import { Injectable } from '@nestjs/common';
import { CommentEdit, type MessageView, Rejection, type RequestOf } from '@duet/contracts';
import { Answers, Clock, type QuestionInTx } from '@duet/messaging';
import { AuditStore } from '../audit/audit.store.ts';
import { ChannelStore } from '../channels/channel.store.ts';
import { SettingsStore } from '../people/settings.store.ts';
import { decideMessageAdded, decideMessageUpdated } from '../tickets/ticket.ts';
import { TicketChanges } from '../tickets/ticket-changes.ts';
import { TicketStore } from '../tickets/ticket.store.ts';
import { ConversationStore } from './conversation.store.ts';
import { EditStore } from './edit.store.ts';
import { assertEditable } from './edit.ts';
import { MessageStore } from './message.store.ts';
import { outgoing, sendCommand } from './outgoing.ts';
import { checkReply, partsOfReply } from './reply.ts';

/** Gives a comment of ours a new text: a reply like any other, and a note of which comment it replaces (REC-09). */
@Injectable()
export class EditAnswers {
  readonly #tickets: TicketStore;
  readonly #conversations: ConversationStore;
  readonly #messages: MessageStore;
  readonly #edits: EditStore;
  readonly #channels: ChannelStore;
  readonly #settings: SettingsStore;
  readonly #audit: AuditStore;
  readonly #clock: Clock;

  constructor(
    tickets: TicketStore,
    conversations: ConversationStore,
    messages: MessageStore,
    edits: EditStore,
    channels: ChannelStore,
    settings: SettingsStore,
    audit: AuditStore,
    clock: Clock,
  ) {
    this.#tickets = tickets;
    this.#conversations = conversations;
    this.#messages = messages;
    this.#edits = edits;
    this.#channels = channels;
    this.#settings = settings;
    this.#audit = audit;
    this.#clock = clock;
  }

  @Answers(CommentEdit)
  async edit({ id, text }: RequestOf<typeof CommentEdit>, context: QuestionInTx): Promise<MessageView> {
    const { tx, actor, cause } = context;
    const found = await this.#messages.find(tx, id);
    assertEditable(found.message, found.view);
    const { ticketId, channelId, conversationId } = found.message;
    if (ticketId === null) throw new Rejection('not_editable');
    const ticket = await this.#tickets.lockWithConversation(tx, ticketId);
    // Only with the ticket locked it is certain that no second edit of the same comment began meanwhile.
    const { message: old, view } = await this.#messages.find(tx, id);
    assertEditable(old, view);
    const conversation = await this.#conversations.find(tx, conversationId);
    const channel = await this.#channels.find(tx, channelId);
    const settings = await this.#settings.find(tx, actor.workspaceId);
    const now = this.#clock.now();
    const parts = partsOfReply(channel.type, { text, image: undefined, card: undefined, quotes: false });
    checkReply({ ticket, channel, lastInboundAt: null, window: null, comment: null, settings, parts, now });
    const [part] = parts;
    if (part?.type !== 'text') throw new Rejection('empty_text');
    if (old.content.type === 'text' && old.content.text === part.text) return view;

    const precededBy = await this.#messages.lastOutgoing(tx, conversation.id);
    const message = outgoing(ticket, conversation, { content: part, referencedId: null }, actor, now);
    await this.#messages.insert(tx, [message]);
    await this.#edits.add(tx, { workspaceId: ticket.workspaceId, id: message.id, replaces: old.id, actor });
    const { view: added } = await this.#messages.find(tx, message.id);
    const { view: replaced } = await this.#messages.find(tx, old.id);
    const changes = new TicketChanges([ticket], now);
    changes.change(ticket.id, cause, (before) => decideMessageAdded(before, added, 'live', now));
    changes.change(ticket.id, cause, (before) => decideMessageUpdated(before, replaced));
    const sending = { actor, cause, now, precededBy, requiresPrevious: false, attempt: 1 };
    context.publish(...(await changes.save(tx, this.#tickets)), sendCommand(message, ticket, conversation, sending));
    const details = { messageId: message.id, replaces: old.id, before: old.content, after: message.content };
    await this.#audit.add(tx, { at: now, actor, action: 'edit', ticketId, details });
    return added;
  }
}
