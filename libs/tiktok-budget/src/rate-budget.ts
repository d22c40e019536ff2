import type { Database } from '@duet/database';
import { z } from 'zod';

/**
 * Why a call is made, the most urgent first: access to an account, without which nothing else can be done; hiding and
 * showing comments; replies; reads that somebody waits for; typing and seen marks, dropped rather than queued; names
 * and pictures; healing. `-bulk` is what no person waits for.
 */
export type Priority =
  'access' | 'moderation' | 'moderation-bulk' | 'reply' | 'reply-bulk' | 'read' | 'signal' | 'enrichment' | 'healing';

export interface Turn {
  readonly priority: Priority;
  /** Names the work: asked for again it keeps its place. */
  readonly work: string;
  /** The account's `open_id`; empty where a call is the app's own. */
  readonly account: string;
  /** The path of the call. */
  readonly endpoint: string;
}

/** When the next call of an account to an endpoint may be made; of the app as a whole where `endpoint` is empty. */
export interface Outlook {
  readonly endpoint: string;
  readonly opensAt: Date;
  /** TikTok said that calls come too often. */
  readonly closed: boolean;
  /** Calls that wait for their turn. */
  readonly waiting: number;
}

/** How calls of an account to an endpoint are let through; the app as a whole is the account ''. */
export interface Pace {
  readonly account: string;
  /** Between two calls. */
  readonly stepMs: number;
  /** Until the next one. */
  readonly opensInMs: number;
}

const Paces = z.array(z.object({ account: z.string(), step_ms: z.coerce.number(), opens_in_ms: z.coerce.number() }));
const Waits = z.tuple([z.object({ wait_ms: z.coerce.number().nullable() })]);

/** The books of one TikTok app, kept in PostgreSQL for all services and replicas (H17). */
export class RateBudget {
  readonly #database: Database;
  readonly #app: string;

  constructor(database: Database, app: string) {
    this.#database = database;
    this.#app = app;
  }

  /** @returns null: the call may be made now; or the milliseconds after which to ask again */
  async take({ account, endpoint, priority, work }: Turn): Promise<number | null> {
    const rows = await this.#database.query<unknown>(
      `WITH clock AS MATERIALIZED (SELECT clock_timestamp() AS now)
       SELECT ceil(extract(epoch FROM tiktok_budget.take($1, $2, $3, $4, $5, clock.now) - clock.now) * 1000) AS wait_ms FROM clock`,
      [this.#app, account, endpoint, priority, work],
    );
    return Waits.parse(rows)[0].wait_ms;
  }

  /** What was used lately; what is not named is free. */
  outlook(account: string): Promise<Outlook[]> {
    return this.#database.query<Outlook>(
      'SELECT endpoint, opens_at AS "opensAt", closed, waiting FROM tiktok_budget.outlook($1, $2, clock_timestamp())',
      [this.#app, account],
    );
  }

  /** Of these accounts and of the app, where nothing more urgent comes between. */
  async pace(accounts: readonly string[], endpoint: string): Promise<Pace[]> {
    const rows = await this.#database.query<unknown>(
      'SELECT account, step_ms, opens_in_ms FROM tiktok_budget.pace($1, $2, $3, clock_timestamp())',
      [this.#app, accounts, endpoint],
    );
    return Paces.parse(rows).map(({ account, step_ms: stepMs, opens_in_ms: opensInMs }) => ({
      account,
      stepMs,
      opensInMs,
    }));
  }

  /** TikTok said that calls come too often. */
  async close({ account, endpoint }: Pick<Turn, 'account' | 'endpoint'>): Promise<void> {
    await this.#database.query('SELECT tiktok_budget.close($1, $2, $3, clock_timestamp())', [
      this.#app,
      account,
      endpoint,
    ]);
  }
}
