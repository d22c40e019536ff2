import { Injectable } from '@nestjs/common';
import { type AnswerOf, AuditList, type RequestOf, TicketAudit } from '@duet/contracts';
import { Answers, type QuestionInTx } from '@duet/messaging';
import { readCursor, TicketListStore, writeCursor } from '../tickets/ticket-list.store.ts';
import { AuditStore } from './audit.store.ts';

type Page = AnswerOf<typeof AuditList>;

/** Reading who did what. */
@Injectable()
export class AuditAnswers {
  readonly #audit: AuditStore;
  readonly #tickets: TicketListStore;

  constructor(audit: AuditStore, tickets: TicketListStore) {
    this.#audit = audit;
    this.#tickets = tickets;
  }

  @Answers(TicketAudit)
  async ofTicket({ id, ...request }: RequestOf<typeof TicketAudit>, question: QuestionInTx): Promise<Page> {
    await this.#tickets.find(question.tx, id);
    return this.#page({ ...request, ticketId: id }, question);
  }

  @Answers(AuditList)
  list(request: RequestOf<typeof AuditList>, question: QuestionInTx): Promise<Page> {
    return this.#page(request, question);
  }

  async #page(
    { cursor, limit, ...filter }: RequestOf<typeof AuditList> & { ticketId?: string },
    { tx }: QuestionInTx,
  ): Promise<Page> {
    const before = cursor === undefined ? null : readCursor(cursor);
    const found = await this.#audit.page(tx, filter, before, limit + 1);
    const entries = found.slice(0, limit);
    const last = entries.at(-1);
    return { entries, nextCursor: found.length > limit && last ? writeCursor(last.at, last.id) : null };
  }
}
