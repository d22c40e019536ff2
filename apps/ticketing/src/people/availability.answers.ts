import { Injectable } from '@nestjs/common';
import { type AnswerOf, AvailabilityList, AvailabilitySet, Rejection, type RequestOf } from '@duet/contracts';
import { Answers, type QuestionInTx } from '@duet/messaging';
import { PresenceStore } from './presence.store.ts';

/** Who can be given work now. */
@Injectable()
export class AvailabilityAnswers {
  readonly #presences: PresenceStore;

  constructor(presences: PresenceStore) {
    this.#presences = presences;
  }

  @Answers(AvailabilityList)
  async list(
    _request: RequestOf<typeof AvailabilityList>,
    { tx }: QuestionInTx,
  ): Promise<AnswerOf<typeof AvailabilityList>> {
    return { people: await this.#presences.list(tx) };
  }

  @Answers(AvailabilitySet)
  async set(
    { isAway }: RequestOf<typeof AvailabilitySet>,
    { tx, actor }: QuestionInTx,
  ): Promise<AnswerOf<typeof AvailabilitySet>> {
    if (actor.kind !== 'person') throw new Rejection('bad_request', {}, 'Only a person can be away.');
    return { availability: await this.#presences.setAway(tx, actor.workspaceId, actor.id, isAway) };
  }
}
