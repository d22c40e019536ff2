import { Injectable } from '@nestjs/common';
import { type AnswerOf, type RequestOf, TicketCounts } from '@duet/contracts';
import { Answers, type QuestionInTx } from '@duet/messaging';
import { CountStore } from './count.store.ts';

@Injectable()
export class CountAnswers {
  readonly #counts: CountStore;

  constructor(counts: CountStore) {
    this.#counts = counts;
  }

  @Answers(TicketCounts)
  count(request: RequestOf<typeof TicketCounts>, { tx, actor }: QuestionInTx): Promise<AnswerOf<typeof TicketCounts>> {
    return this.#counts.read(tx, request, actor.id);
  }
}
