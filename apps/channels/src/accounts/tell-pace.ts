import { Inject, Injectable } from '@nestjs/common';
import { type AnswerOf, ModerationPace, type RequestOf } from '@duet/contracts';
import { Database } from '@duet/database';
import { AnswersOutside, type Question } from '@duet/messaging';
import { CONFIG } from '@duet/service-kit';
import { HIDE_COMMENT_PATH } from '@duet/tiktok-api';
import { RateBudget } from '@duet/tiktok-budget';
import type { ChannelsConfig } from '../config.ts';
import { AccountStore } from './account.store.ts';

/** Tells how fast comments can be moderated: the rate budget keeps its books by TikTok's ids of accounts, known here. */
@Injectable()
export class TellPace {
  readonly #budget: RateBudget;

  constructor(
    private readonly database: Database,
    private readonly accounts: AccountStore,
    @Inject(CONFIG) { TIKTOK_CLIENT_KEY }: ChannelsConfig,
  ) {
    this.#budget = new RateBudget(database, TIKTOK_CLIENT_KEY);
  }

  @AnswersOutside(ModerationPace)
  async answer(
    { accountIds }: RequestOf<typeof ModerationPace>,
    { actor: { workspaceId } }: Question,
  ): Promise<AnswerOf<typeof ModerationPace>> {
    const all = await this.database.asWorker((tx) => this.accounts.list(tx, workspaceId));
    const wanted = all.filter(({ id }) => accountIds.includes(id));
    const paces = await this.#budget.pace(
      wanted.map(({ openId }) => openId),
      HIDE_COMMENT_PATH,
    );
    const accounts = wanted.flatMap(({ id: accountId, openId }) => {
      const pace = paces.find(({ account }) => account === openId);
      return pace ? [{ accountId, perCallMs: pace.stepMs, opensInMs: pace.opensInMs }] : [];
    });
    return { perCallMs: paces.find(({ account }) => account === '')?.stepMs ?? 0, accounts };
  }
}
