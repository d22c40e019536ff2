import { Inject, Injectable } from '@nestjs/common';
import { type AnswerOf, RegionsGet, RegionsSet, type RequestOf } from '@duet/contracts';
import { Database, type Tx } from '@duet/database';
import { AnswersOutside, Clock, type Log, type Question } from '@duet/messaging';
import { LOGGER } from '@duet/service-kit';
import { RegionStore } from './region.store.ts';

/** For operators: TikTok opens regions now and then, and no release of ours should be needed for it. */
@Injectable()
export class RegionAnswers {
  constructor(
    private readonly database: Database,
    private readonly regions: RegionStore,
    private readonly clock: Clock,
    @Inject(LOGGER) private readonly log: Log,
  ) {}

  @AnswersOutside(RegionsGet)
  get(): Promise<AnswerOf<typeof RegionsGet>> {
    return this.database.asWorker((tx) => this.#tell(tx));
  }

  @AnswersOutside(RegionsSet)
  async set({ rules }: RequestOf<typeof RegionsSet>, { actor }: Question): Promise<AnswerOf<typeof RegionsSet>> {
    const told = await this.database.asWorker(async (tx) => {
      if (rules) await this.regions.replace(tx, rules, this.clock.now());
      else await this.regions.reset(tx);
      return this.#tell(tx);
    });
    this.log.warn(
      { audit: 'regions-changed', actorId: actor.id, rules: told.rules.length },
      'the regions were changed',
    );
    return told;
  }

  async #tell(tx: Tx): Promise<AnswerOf<typeof RegionsGet>> {
    const { rules, changedAt } = await this.regions.current(tx);
    return { rules: [...rules], changedAt: changedAt?.toISOString() ?? null };
  }
}
