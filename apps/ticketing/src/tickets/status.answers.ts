import { Injectable } from '@nestjs/common';
import {
  Rejection,
  type RequestOf,
  TicketReopen,
  TicketResolve,
  type TicketStatus,
  type TicketView,
} from '@duet/contracts';
import type { Tx } from '@duet/database';
import { Answers, Clock, type QuestionInTx } from '@duet/messaging';
import { AuditStore } from '../audit/audit.store.ts';
import { decideStatus, type Ticket } from './ticket.ts';
import { TicketChanges } from './ticket-changes.ts';
import { TicketListStore } from './ticket-list.store.ts';
import { TicketStore } from './ticket.store.ts';

/** Resolving and reopening. */
@Injectable()
export class StatusAnswers {
  readonly #tickets: TicketStore;
  readonly #list: TicketListStore;
  readonly #audit: AuditStore;
  readonly #clock: Clock;

  constructor(tickets: TicketStore, list: TicketListStore, audit: AuditStore, clock: Clock) {
    this.#tickets = tickets;
    this.#list = list;
    this.#audit = audit;
    this.#clock = clock;
  }

  @Answers(TicketResolve)
  async resolve({ id }: RequestOf<typeof TicketResolve>, question: QuestionInTx): Promise<TicketView> {
    return this.#set(await this.#tickets.lock(question.tx, id), 'resolved', question);
  }

  /** A conversation has one open ticket at a time: reopening an older one is refused while a newer is open. */
  @Answers(TicketReopen)
  async reopen({ id }: RequestOf<typeof TicketReopen>, question: QuestionInTx): Promise<TicketView> {
    const ticket = await this.#tickets.lockWithConversation(question.tx, id);
    if (ticket.status === 'resolved') await this.#refuseSecondOpen(question.tx, ticket);
    return this.#set(ticket, 'open', question);
  }

  async #set(ticket: Ticket, status: TicketStatus, { tx, actor, cause, publish }: QuestionInTx): Promise<TicketView> {
    const now = this.#clock.now();
    const changes = new TicketChanges([ticket], now);
    changes.change(ticket.id, cause, () => decideStatus(ticket, status, actor, now));
    publish(...(await changes.save(tx, this.#tickets)));
    if (ticket.status !== status)
      await this.#audit.add(tx, { at: now, actor, action: status, ticketId: ticket.id, details: {} });
    return this.#list.find(tx, ticket.id);
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
