import { Injectable } from '@nestjs/common';
import type { TicketView } from '@duet/contracts';
import { Clock, type QuestionInTx } from '@duet/messaging';
import { type AuditEntry, AuditStore } from '../audit/audit.store.ts';
import { type Decision, type Ticket } from './ticket.ts';
import { assertSeen } from './seen-version.ts';
import { TicketChanges } from './ticket-changes.ts';
import { TicketListStore } from './ticket-list.store.ts';
import { TicketStore } from './ticket.store.ts';

/** What somebody does to one ticket: decided, written, told and put on record; nothing where it changes nothing. */
@Injectable()
export class ChangeTicket {
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

  /**
   * @param ticket held by the question's transaction
   * @param version of the ticket that the actor saw
   */
  async apply(
    ticket: Ticket,
    { tx, actor, cause, publish }: QuestionInTx,
    decide: (now: Date) => Decision,
    record: Pick<AuditEntry, 'action' | 'details'>,
    version?: number,
  ): Promise<TicketView> {
    const now = this.#clock.now();
    const changes = new TicketChanges([ticket], now);
    const decision = decide(now);
    assertSeen(ticket, decision.ticket, version, actor);
    changes.change(ticket.id, cause, () => decision);
    publish(...(await changes.save(tx, this.#tickets)));
    const isChanged = changes.get(ticket.id) !== ticket;
    if (isChanged) await this.#audit.add(tx, { at: now, actor, ticketId: ticket.id, ...record });
    return this.#list.find(tx, ticket.id);
  }
}
