import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Database } from '@duet/database';
import { Clock, type Log, Questions } from '@duet/messaging';
import { CONFIG, type LeasedAccount, LOGGER } from '@duet/service-kit';
import type { AccountAccess, TikTokClient } from '@duet/tiktok-api';
import { AccountCalls } from '@duet/tiktok-budget';
import type { IngestionConfig } from '../config.ts';

/** Longer than the even step of an account's endpoint; for a later turn the sweep comes back. */
const PATIENCE_MS = 2_500;

/** TikTok's lists. */
@Injectable()
export class TikTokLists implements OnApplicationShutdown {
  readonly #calls: AccountCalls;

  constructor(
    @Inject(CONFIG) config: IngestionConfig,
    @Inject(LOGGER) log: Log,
    database: Database,
    questions: Questions,
    clock: Clock,
  ) {
    const timeoutMs = config.TIKTOK_TIMEOUT_MS;
    this.#calls = new AccountCalls({
      service: 'ingestion',
      tiktok: config,
      timeoutMs,
      database,
      questions,
      clock,
      log,
    });
  }

  async onApplicationShutdown(): Promise<void> {
    await this.#calls.close();
  }

  /**
   * One read.
   *
   * @param work names the read, so that it keeps its place in the budget when it comes back
   *
   * @throws as AccountCalls.run
   */
  read<Page>(
    account: LeasedAccount,
    work: string,
    list: (client: TikTokClient, access: AccountAccess) => Promise<Page>,
  ): Promise<Page> {
    return this.#calls.run(account, { priority: 'healing', work, patienceMs: PATIENCE_MS }, list);
  }
}
