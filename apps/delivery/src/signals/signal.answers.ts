import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { type AnswerOf, type RequestOf, type Signal, SignalShow } from '@duet/contracts';
import { Database } from '@duet/database';
import { AnswersOutside, type Log, type Question } from '@duet/messaging';
import { LOGGER } from '@duet/service-kit';
import { TurnLater } from '@duet/tiktok-budget';
import { countSignal } from '../metrics.ts';
import { Transmit } from '../sending/transmit.ts';
import { SignalStore } from './signal.store.ts';

/**
 * Shows signals, which nothing may wait for: the answer does not, replies go before them in the rate budget, and one
 * that cannot be shown now is dropped (H17).
 */
@Injectable()
export class SignalAnswers implements OnApplicationShutdown {
  readonly #database: Database;
  readonly #signals: SignalStore;
  readonly #transmit: Transmit;
  readonly #log: Log;
  readonly #underWay = new Set<Promise<void>>();

  constructor(database: Database, signals: SignalStore, transmit: Transmit, @Inject(LOGGER) log: Log) {
    this.#database = database;
    this.#signals = signals;
    this.#transmit = transmit;
    this.#log = log;
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all(this.#underWay);
  }

  @AnswersOutside(SignalShow)
  async show(
    { accountId, channelId, conversationId, signal }: RequestOf<typeof SignalShow>,
    { actor: { workspaceId } }: Question,
  ): Promise<AnswerOf<typeof SignalShow>> {
    const lane = { workspaceId, channelId, threadId: conversationId };
    const isDue = await this.#database.asPerson(workspaceId, (tx) => this.#signals.take(tx, lane, signal, new Date()));
    if (isDue) {
      const showing = this.#show({ workspaceId, accountId }, conversationId, signal);
      this.#underWay.add(showing);
      void showing.finally(() => this.#underWay.delete(showing));
    }
    return {};
  }

  async #show(of: { workspaceId: string; accountId: string }, conversationId: string, signal: Signal): Promise<void> {
    try {
      await this.#transmit.signal(of, conversationId, signal);
      countSignal('shown');
    } catch (error) {
      countSignal('dropped');
      if (!(error instanceof TurnLater)) this.#log.info({ err: error, signal }, 'a signal was dropped');
    }
  }
}
