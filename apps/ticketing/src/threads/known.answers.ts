import { Injectable } from '@nestjs/common';
import { type AnswerOf, MessagesKnown, type RequestOf } from '@duet/contracts';
import { Answers, type QuestionInTx } from '@duet/messaging';
import { MessageStore } from './message.store.ts';

/** Tells the healer what need not be brought in. */
@Injectable()
export class KnownAnswers {
  readonly #messages: MessageStore;

  constructor(messages: MessageStore) {
    this.#messages = messages;
  }

  @Answers(MessagesKnown)
  async known(
    { channelId, externalIds }: RequestOf<typeof MessagesKnown>,
    { tx, actor: { workspaceId } }: QuestionInTx,
  ): Promise<AnswerOf<typeof MessagesKnown>> {
    const keys = externalIds.map((externalId) => ({ workspaceId, channelId, externalId }));
    const found = await this.#messages.known(tx, keys);
    return { known: found.flatMap(({ externalId }) => externalId ?? []) };
  }
}
