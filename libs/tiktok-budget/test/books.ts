import { migrate, provisionRoles } from '@duet/database';
import { createDatabase, type TestDatabase } from '@duet/testing';
import { Client } from 'pg';
import type { Priority } from '../src/index.ts';
import { budgetSchema } from '../src/index.ts';

const PASSWORD = 'test-only';
export const HIDE = '/business/comment/hide/';
export const LIST = '/business/comment/list/';
export const SEND = '/business/message/send/';

/** The role of some service, which owns nothing here. */
export const CALLER = 'delivery';

export interface Job {
  readonly work: string;
  readonly account: string;
  readonly endpoint: string;
  readonly priority: Priority;
  /** Milliseconds after the beginning at which it is asked for first. */
  readonly at: number;
}

export interface Call extends Job {
  readonly grantedAt: number;
  readonly asked: number;
}

const urlOf = (databaseUrl: string, role: string): string => {
  const url = new URL(databaseUrl);
  url.username = role;
  url.password = PASSWORD;
  return url.href;
};

/** A database with the budget and a caller; time is what the test says it is. */
export class Books {
  readonly database: TestDatabase;
  readonly #caller: Client;
  readonly #superuser: Client;
  #beginning = Date.UTC(2026, 10, 21);

  private constructor(database: TestDatabase, caller: Client, superuser: Client) {
    this.database = database;
    this.#caller = caller;
    this.#superuser = superuser;
  }

  static async open(): Promise<Books> {
    const fill = async (superuserUrl: string): Promise<void> => {
      const passwords = { ownerPassword: PASSWORD, workerPassword: PASSWORD };
      await provisionRoles(
        superuserUrl,
        [budgetSchema.schema, CALLER].map((service) => ({ service, ...passwords })),
      );
      await migrate(urlOf(superuserUrl, `${budgetSchema.schema}_owner`), budgetSchema);
    };
    const database = await createDatabase({ template: { name: 'budget', migrate: fill } });
    const caller = new Client({ connectionString: urlOf(database.url, `${CALLER}_worker`) });
    const superuser = new Client({ connectionString: database.url });
    await Promise.all([caller.connect(), superuser.connect()]);
    return new Books(database, caller, superuser);
  }

  get callerUrl(): string {
    return urlOf(this.database.url, `${CALLER}_worker`);
  }

  /** Forgets all that was taken; later than all that was. */
  async clear(): Promise<void> {
    await this.#superuser.query('TRUNCATE tiktok_budget.buckets, tiktok_budget.waiting, tiktok_budget.rounds');
  }

  asSuperuser(sql: string): Promise<unknown> {
    return this.#superuser.query(sql);
  }

  asCaller(sql: string): Promise<unknown> {
    return this.#caller.query(sql);
  }

  /** @returns null where granted, or the milliseconds of the time at which to ask again */
  async take({ account, endpoint, priority, work }: Omit<Job, 'at'>, now: number): Promise<number | null> {
    const { rows } = await this.#caller.query<{ retry_at: Date | null }>(
      'SELECT tiktok_budget.take($1, $2, $3, $4, $5, $6) AS retry_at',
      ['app', account, endpoint, priority, work, new Date(this.#beginning + now)],
    );
    const retryAt = rows[0]?.retry_at ?? null;
    return retryAt === null ? null : retryAt.getTime() - this.#beginning;
  }

  async tooOften(account: string, endpoint: string, now: number): Promise<void> {
    await this.#caller.query('SELECT tiktok_budget.close($1, $2, $3, $4)', [
      'app',
      account,
      endpoint,
      new Date(this.#beginning + now),
    ]);
  }

  /**
   * Callers who ask, and ask again when they are told to, until `untilMs`.
   *
   * @param lateMs how much later than told a caller comes, given a number that rises with each time
   */
  async run(jobs: readonly Job[], untilMs: number, lateMs: (turn: number) => number = () => 0): Promise<Call[]> {
    const calls: Call[] = [];
    const asking = jobs.map((job) => ({ job, at: job.at, asked: 0 }));
    for (let turn = 0; asking.length > 0; turn += 1) {
      const next = asking.reduce((a, b) => (b.at < a.at ? b : a));
      if (next.at > untilMs) break;
      next.asked += 1;
      const retryAt = await this.take(next.job, next.at);
      if (retryAt === null) {
        calls.push({ ...next.job, grantedAt: next.at, asked: next.asked });
        asking.splice(asking.indexOf(next), 1);
      } else next.at = retryAt + lateMs(turn);
    }
    return calls;
  }

  async close(): Promise<void> {
    await Promise.all([this.#caller.end(), this.#superuser.end()]);
    await this.database.drop();
  }
}

/** The most calls within any `spanMs`. */
export function fullestWindow(calls: readonly { readonly grantedAt: number }[], spanMs: number): number {
  const times = calls.map(({ grantedAt }) => grantedAt).sort((a, b) => a - b);
  let first = 0;
  return times.reduce((most, time, index) => {
    while ((times[first] ?? 0) <= time - spanMs) first += 1;
    return Math.max(most, index - first + 1);
  }, 0);
}
