import { Injectable } from '@nestjs/common';
import { type Actor, type AnswerOf, ModerationPace, Rejection } from '@duet/contracts';
import { Database } from '@duet/database';
import { Questions } from '@duet/messaging';
import { JobItemStore, type OpenWork } from './job-item.store.ts';

/** Milliseconds that a job still takes by the rate budget; null while that cannot be told. */
export type TimeLeft = (jobId: string) => number | null;

type Pace = AnswerOf<typeof ModerationPace>;
/** What a job that is only thought of would add. */
const PREVIEW = 'preview';

/** Tells how long jobs take: as long as the rate budget needs to let all their calls through. */
@Injectable()
export class JobTime {
  readonly #database: Database;
  readonly #items: JobItemStore;
  readonly #questions: Questions;

  constructor(database: Database, items: JobItemStore, questions: Questions) {
    this.#database = database;
    this.#items = items;
    this.#questions = questions;
  }

  /** Of the open jobs of the actor's workspace. Not for use within a transaction: channels is asked. */
  async ofOpen(actor: Actor): Promise<TimeLeft> {
    return this.#of(actor, []);
  }

  /** Of a job with so many comments of each account, beside those that are open. */
  async ofMore(actor: Actor, work: ReadonlyMap<string, number>): Promise<number | null> {
    const more = [...work].map(([accountId, count]) => ({ jobId: PREVIEW, accountId, count }));
    return (await this.#of(actor, more))(PREVIEW);
  }

  async #of(actor: Actor, more: readonly OpenWork[]): Promise<TimeLeft> {
    const open = await this.#database.asPerson(actor.workspaceId, (tx) => this.#items.open(tx, actor.workspaceId));
    const work = [...open, ...more];
    const accountIds = [...new Set(work.map(({ accountId }) => accountId))];
    if (accountIds.length === 0) return () => 0;
    const pace = await this.#questions.ask(ModerationPace, { accountIds }, actor).catch((error: unknown) => {
      if (error instanceof Rejection) return null;
      throw error;
    });
    return (jobId) => pace && timeLeftMs(pace, work, jobId);
  }
}

/** The accounts of a job go side by side, each at its own pace and all within that of the app; jobs share both. */
export function timeLeftMs(pace: Pace, work: readonly OpenWork[], jobId: string): number | null {
  const accountIds = work.filter((one) => one.jobId === jobId).map(({ accountId }) => accountId);
  const calls = (some: readonly OpenWork[]): number => some.reduce((sum, { count }) => sum + count, 0);
  const times = accountIds.map((accountId) => {
    const account = pace.accounts.find((one) => one.accountId === accountId);
    const count = calls(work.filter((one) => one.accountId === accountId));
    return account ? account.opensInMs + account.perCallMs * count : Number.NaN;
  });
  if (times.length === 0) return 0;
  const longest = Math.max(...times, pace.perCallMs * calls(work));
  return Number.isNaN(longest) ? null : Math.round(longest);
}
