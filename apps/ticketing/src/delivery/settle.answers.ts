import { Injectable } from '@nestjs/common';
import { MessageSettle, type MessageView, OutcomeSettle, Rejection, type RequestOf } from '@duet/contracts';
import { Database, type Tx } from '@duet/database';
import { AnswersOutside, Clock, type Question, Questions, Relay, writeOutbox } from '@duet/messaging';
import { AuditStore } from '../audit/audit.store.ts';
import { ConversationStore } from '../threads/conversation.store.ts';
import type { Message } from '../threads/message.ts';
import { MessageStore } from '../threads/message.store.ts';
import { sendCommand } from '../threads/outgoing.ts';
import { decideMessageUpdated } from '../tickets/ticket.ts';
import { TicketChanges } from '../tickets/ticket-changes.ts';
import { TicketStore } from '../tickets/ticket.store.ts';

/** A person's word on a message whose outcome nobody knows (H14): delivery is told first, then perhaps sends again. */
@Injectable()
export class SettleAnswers {
  readonly #database: Database;
  readonly #relay: Relay;
  readonly #questions: Questions;
  readonly #messages: MessageStore;
  readonly #conversations: ConversationStore;
  readonly #tickets: TicketStore;
  readonly #audit: AuditStore;
  readonly #clock: Clock;

  constructor(
    database: Database,
    relay: Relay,
    questions: Questions,
    messages: MessageStore,
    conversations: ConversationStore,
    tickets: TicketStore,
    audit: AuditStore,
    clock: Clock,
  ) {
    this.#database = database;
    this.#relay = relay;
    this.#questions = questions;
    this.#messages = messages;
    this.#conversations = conversations;
    this.#tickets = tickets;
    this.#audit = audit;
    this.#clock = clock;
  }

  @AnswersOutside(MessageSettle)
  async settle({ id, outcome }: RequestOf<typeof MessageSettle>, question: Question): Promise<MessageView> {
    const { actor } = question;
    const { message } = await this.#database.asPerson(actor.workspaceId, (tx) => this.#messages.find(tx, id));
    if (message.delivery?.status !== 'unconfirmed' && message.delivery?.status !== 'failed')
      throw new Rejection('not_unconfirmed');
    const settled = outcome === 'arrived' ? 'arrived' : 'not_sent';
    const { status } = await this.#questions.ask(OutcomeSettle, { messageId: id, outcome: settled }, actor);
    return this.#database.asPerson(actor.workspaceId, async (tx) => {
      if (outcome === 'send_again' && status === 'failed') await this.#sendAgain(tx, message, question);
      return (await this.#messages.find(tx, id)).view;
    });
  }

  async #sendAgain(tx: Tx, message: Message, { actor, cause }: Question): Promise<void> {
    if (message.ticketId === null || message.delivery === null) throw new Rejection('not_found');
    const ticket = await this.#tickets.lock(tx, message.ticketId);
    const current = (await this.#messages.find(tx, message.id)).message;
    if (current.delivery?.attempt !== message.delivery.attempt) return;
    const conversation = await this.#conversations.find(tx, message.conversationId);
    const now = this.#clock.now();
    const attempt = message.delivery.attempt + 1;
    const queued: Message = { ...current, delivery: { status: 'queued', attempt, waitingFor: null, failure: null } };
    await this.#messages.saveDeliveries(tx, [queued]);
    const { view } = await this.#messages.find(tx, message.id);
    const changes = new TicketChanges([ticket], now);
    changes.change(ticket.id, cause, (before) => decideMessageUpdated(before, view));
    const published = await changes.save(tx, this.#tickets);
    await writeOutbox(tx, [
      ...published,
      sendCommand(queued, ticket, conversation, {
        actor,
        cause,
        now,
        precededBy: null,
        requiresPrevious: false,
        attempt,
      }),
    ]);
    await this.#audit.add(tx, {
      at: now,
      actor,
      action: 'send again',
      ticketId: ticket.id,
      details: { messageId: message.id, attempt },
    });
    tx.afterCommit(() => this.#relay.wake());
  }
}
