import { Injectable } from '@nestjs/common';
import { Rejection, type RequestOf, TicketTag, type TicketView } from '@duet/contracts';
import { Answers, type QuestionInTx } from '@duet/messaging';
import { ChangeTicket } from '../tickets/change-ticket.ts';
import { decideTags } from '../tickets/ticket.ts';
import { TicketStore } from '../tickets/ticket.store.ts';
import { TagStore } from './tag.store.ts';

@Injectable()
export class TagTicketsAnswers {
  readonly #tickets: TicketStore;
  readonly #tags: TagStore;
  readonly #change: ChangeTicket;

  constructor(tickets: TicketStore, tags: TagStore, change: ChangeTicket) {
    this.#tickets = tickets;
    this.#tags = tags;
    this.#change = change;
  }

  @Answers(TicketTag)
  async tag({ id, add, remove, version }: RequestOf<typeof TicketTag>, question: QuestionInTx): Promise<TicketView> {
    const ticket = await this.#tickets.lock(question.tx, id);
    const known = await this.#tags.find(question.tx, [...ticket.tagIds, ...add]);
    if (!add.every((wanted) => known.some((tag) => tag.id === wanted))) {
      throw new Rejection('not_found', {}, 'add: there is no tag with this id in your workspace.');
    }
    return this.#change.apply(
      ticket,
      question,
      (now) => decideTags(ticket, { add, remove }, known, question.actor, now),
      { action: 'tag', details: { add, remove } },
      version,
    );
  }
}
