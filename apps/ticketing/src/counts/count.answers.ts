import { Injectable } from '@nestjs/common';
import { type AnswerOf, type RequestOf, TicketCounts } from '@duet/contracts';
import { Answers, Clock, type QuestionInTx } from '@duet/messaging';
import { CountStore } from './count.store.ts';

@Injectable()
export class CountAnswers {
  readonly #counts: CountStore;
  readonly #clock: Clock;

  constructor(counts: CountStore, clock: Clock) {
    this.#counts = counts;
    this.#clock = clock;
  }

  @Answers(TicketCounts)
  count(request: RequestOf<typeof TicketCounts>, { tx, actor }: QuestionInTx): Promise<AnswerOf<typeof TicketCounts>> {
    return this.#counts.read(tx, request, actor.id, this.#clock.now());
  }
}
