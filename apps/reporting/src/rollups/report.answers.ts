import { Injectable } from '@nestjs/common';
import { type AnswerOf, DailyReport, ReportRebuild, type RequestOf } from '@duet/contracts';
import { Database } from '@duet/database';
import { Answers, AnswersOutside, type QuestionInTx } from '@duet/messaging';
import { RollupStore } from './rollup.store.ts';

@Injectable()
export class ReportAnswers {
  readonly #database: Database;
  readonly #rollups: RollupStore;

  constructor(database: Database, rollups: RollupStore) {
    this.#database = database;
    this.#rollups = rollups;
  }

  @Answers(DailyReport)
  async daily(request: RequestOf<typeof DailyReport>, { tx }: QuestionInTx): Promise<AnswerOf<typeof DailyReport>> {
    return { days: await this.#rollups.days(tx, request) };
  }

  /** For operators: all workspaces. */
  @AnswersOutside(ReportRebuild)
  async rebuild(): Promise<AnswerOf<typeof ReportRebuild>> {
    return { facts: await this.#database.asWorker((tx) => this.#rollups.rebuild(tx)) };
  }
}
