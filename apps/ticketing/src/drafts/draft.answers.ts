import { Injectable } from '@nestjs/common';
import { type AnswerOf, DraftList, DraftSave, Rejection, type RequestOf } from '@duet/contracts';
import { Answers, Clock, type QuestionInTx } from '@duet/messaging';
import { TicketListStore } from '../tickets/ticket-list.store.ts';
import { DraftStore } from './draft.store.ts';

@Injectable()
export class DraftAnswers {
  constructor(
    private readonly drafts: DraftStore,
    private readonly tickets: TicketListStore,
    private readonly clock: Clock,
  ) {}

  @Answers(DraftList)
  async list({ id }: RequestOf<typeof DraftList>, { tx }: QuestionInTx): Promise<AnswerOf<typeof DraftList>> {
    await this.tickets.find(tx, id);
    return { drafts: await this.drafts.all(tx, id) };
  }

  @Answers(DraftSave)
  async save(
    { id, mode, text }: RequestOf<typeof DraftSave>,
    { tx, actor, cause, publish }: QuestionInTx,
  ): Promise<AnswerOf<typeof DraftSave>> {
    await this.tickets.find(tx, id);
    if (actor.kind !== 'person') throw new Rejection('bad_request', {}, 'Only people write drafts: sign in as one.');
    const place = { ticketId: id, mode, actor };
    const now = this.clock.now();
    publish(
      ...(text.trim() === ''
        ? await this.drafts.drop(tx, place, cause, now)
        : await this.drafts.keep(tx, place, text, cause, now)),
    );
    return {};
  }
}
