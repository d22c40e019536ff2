import { Injectable } from '@nestjs/common';
import {
  Rejection,
  type RequestOf,
  TicketHold,
  TicketPrioritize,
  TicketReopen,
  TicketResolve,
  type TicketView,
} from '@duet/contracts';
import type { Tx } from '@duet/database';
import { Answers, type QuestionInTx } from '@duet/messaging';
import { ChangeTicket } from './change-ticket.ts';
import { decideHold, decidePriority, decideStatus, type Ticket } from './ticket.ts';
import { TicketStore } from './ticket.store.ts';

/** Resolving, reopening, setting aside, and how urgent a ticket is. */
@Injectable()
export class StatusAnswers {
  readonly #tickets: TicketStore;
  readonly #change: ChangeTicket;

  constructor(tickets: TicketStore, change: ChangeTicket) {
    this.#tickets = tickets;
    this.#change = change;
  }

  @Answers(TicketResolve)
  async resolve({ id, version }: RequestOf<typeof TicketResolve>, question: QuestionInTx): Promise<TicketView> {
    return this.#set(await this.#tickets.lock(question.tx, id), 'resolved', question, version);
  }

  /** A conversation has one open ticket at a time: reopening an older one is refused while a newer is open. */
  @Answers(TicketReopen)
  async reopen({ id, version }: RequestOf<typeof TicketReopen>, question: QuestionInTx): Promise<TicketView> {
    const ticket = await this.#tickets.lockWithConversation(question.tx, id);
    if (ticket.status === 'resolved') await this.#refuseSecondOpen(question.tx, ticket);
    return this.#set(ticket, 'open', question, version);
  }

  @Answers(TicketHold)
  async hold({ id, until, version }: RequestOf<typeof TicketHold>, question: QuestionInTx): Promise<TicketView> {
    const ticket = await this.#tickets.lock(question.tx, id);
    const time = until === undefined ? null : new Date(until);
    const record = { action: 'hold', details: { until: until ?? null } };
    return this.#change.apply(
      ticket,
      question,
      (now) => decideHold(ticket, time, question.actor, now),
      record,
      version,
    );
  }

  @Answers(TicketPrioritize)
  async prioritize(
    { id, priority, version }: RequestOf<typeof TicketPrioritize>,
    question: QuestionInTx,
  ): Promise<TicketView> {
    const ticket = await this.#tickets.lock(question.tx, id);
    const record = { action: 'priority', details: { from: ticket.priority, to: priority } };
    return this.#change.apply(
      ticket,
      question,
      (now) => decidePriority(ticket, priority, question.actor, now),
      record,
      version,
    );
  }

  #set(ticket: Ticket, status: 'open' | 'resolved', question: QuestionInTx, version?: number): Promise<TicketView> {
    const record = { action: status, details: {} };
    return this.#change.apply(
      ticket,
      question,
      (now) => decideStatus(ticket, status, question.actor, now),
      record,
      version,
    );
  }

  async #refuseSecondOpen(tx: Tx, ticket: Ticket): Promise<void> {
    if (ticket.subjectMessageId !== null) return;
    const [open] = await tx.query<{ id: string }>(
      `SELECT id FROM tickets WHERE conversation_id = $1 AND status <> 'resolved' AND subject_message_id IS NULL`,
      [ticket.conversationId],
    );
    if (open) throw new Rejection('ticket_open_elsewhere', { ticketId: open.id });
  }
}
