import { Injectable } from '@nestjs/common';
import { type AnswerOf, type RequestOf, SearchFind } from '@duet/contracts';
import { Answers, type QuestionInTx } from '@duet/messaging';
import { readCursor, TicketListStore, writeCursor } from '../tickets/ticket-list.store.ts';
import { SearchStore } from './search.store.ts';

/** So many tickets stand above the messages. */
const MOST_TICKETS = 5;

@Injectable()
export class SearchAnswers {
  constructor(
    private readonly search: SearchStore,
    private readonly list: TicketListStore,
  ) {}

  @Answers(SearchFind)
  async find(wish: RequestOf<typeof SearchFind>, { tx }: QuestionInTx): Promise<AnswerOf<typeof SearchFind>> {
    const before = wish.cursor === undefined ? null : readCursor(wish.cursor);
    const { found, lookedTo } = await this.search.messages(tx, wish, before, wish.limit + 1);
    const page = found.slice(0, wish.limit);
    const last = found.length > wish.limit ? page.at(-1)?.place : lookedTo;
    const ids = before === null ? await this.search.tickets(tx, wish.q, MOST_TICKETS) : [];
    return {
      tickets: await this.list.findAll(tx, ids),
      messages: page.map(({ place: _place, ...message }) => message),
      nextCursor: last ? writeCursor(last.at, last.id) : null,
    };
  }
}
