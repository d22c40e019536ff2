import { Injectable } from '@nestjs/common';
import { type AnswerOf, OutcomeSettle, Rejection, type RequestOf } from '@duet/contracts';
import { Database } from '@duet/database';
import { AnswersOutside, type Question } from '@duet/messaging';
import { type Outbound, unknownExternalId } from '../outbound/outbound.ts';
import { OutboundStore } from '../outbound/outbound.store.ts';
import { Record } from '../sending/record.ts';
import { SenderSignal } from '../sending/sender-signal.ts';

/** A person's word on an unconfirmed message. What TikTok said meanwhile stands above it. */
@Injectable()
export class OutcomeAnswers {
  readonly #database: Database;
  readonly #outbound: OutboundStore;
  readonly #record: Record;
  readonly #signal: SenderSignal;

  constructor(database: Database, outbound: OutboundStore, record: Record, signal: SenderSignal) {
    this.#database = database;
    this.#outbound = outbound;
    this.#record = record;
    this.#signal = signal;
  }

  @AnswersOutside(OutcomeSettle)
  async settle(
    { messageId, outcome }: RequestOf<typeof OutcomeSettle>,
    { actor }: Question,
  ): Promise<AnswerOf<typeof OutcomeSettle>> {
    const before = await this.#find(actor.workspaceId, messageId);
    if (before.state === 'unconfirmed') {
      const sentAt = before.startedAt ?? before.queuedAt;
      if (outcome === 'arrived')
        await this.#record.proven(before, { externalId: unknownExternalId(before.id), sentAt, provenBy: 'person' });
      else
        await this.#record.notSent(before, {
          reason: 'A person says that this message did not arrive. You can send it again.',
        });
      this.#signal.wake();
    }
    return { status: (await this.#find(actor.workspaceId, messageId)).state };
  }

  async #find(workspaceId: string, messageId: string): Promise<Outbound> {
    const outbound = await this.#database.asPerson(workspaceId, (tx) =>
      this.#outbound.find(tx, workspaceId, messageId),
    );
    if (!outbound) throw new Rejection('not_found');
    return outbound;
  }
}
