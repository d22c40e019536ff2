import { Injectable } from '@nestjs/common';
import { type AnswerOf, type RequestOf, TicketGet, TicketList, TicketMessages, type TicketView } from '@duet/contracts';
import { Answers, Clock, type QuestionInTx } from '@duet/messaging';
import { MessageStore } from '../threads/message.store.ts';
import { readCursor, TicketListStore, writeCursor } from './ticket-list.store.ts';

/** Reading tickets and their threads. */
@Injectable()
export class TicketAnswers {
  readonly #list: TicketListStore;
  readonly #messages: MessageStore;
  readonly #clock: Clock;

  constructor(list: TicketListStore, messages: MessageStore, clock: Clock) {
    this.#list = list;
    this.#messages = messages;
    this.#clock = clock;
  }

  @Answers(TicketList)
  list(request: RequestOf<typeof TicketList>, { tx }: QuestionInTx): Promise<AnswerOf<typeof TicketList>> {
    return this.#list.page(tx, request, this.#clock.now());
  }

  @Answers(TicketGet)
  get({ id }: RequestOf<typeof TicketGet>, { tx }: QuestionInTx): Promise<TicketView> {
    return this.#list.find(tx, id);
  }

  @Answers(TicketMessages)
  async messages(
    { id, cursor, limit }: RequestOf<typeof TicketMessages>,
    { tx }: QuestionInTx,
  ): Promise<AnswerOf<typeof TicketMessages>> {
    const conversationId = await this.#list.conversationOf(tx, id);
    const before = cursor === undefined ? null : readCursor(cursor);
    const found = await this.#messages.page(tx, conversationId, before, limit + 1);
    const messages = found.slice(0, limit);
    const last = messages.at(-1);
    return { messages, nextCursor: found.length > limit && last ? writeCursor(last.sentAt, last.id) : null };
  }
}
