import { Injectable } from '@nestjs/common';
import { type AnswerOf, LaneFence, type RequestOf } from '@duet/contracts';
import { Answers, type QuestionInTx } from '@duet/messaging';
import { FenceStore } from './fence.store.ts';

@Injectable()
export class FenceAnswers {
  readonly #fences: FenceStore;

  constructor(fences: FenceStore) {
    this.#fences = fences;
  }

  @Answers(LaneFence)
  async fence(
    { ticketId, minEpoch }: RequestOf<typeof LaneFence>,
    { tx, actor }: QuestionInTx,
  ): Promise<AnswerOf<typeof LaneFence>> {
    await this.#fences.raise(tx, { workspaceId: actor.workspaceId, ticketId, minEpoch });
    return {};
  }
}
