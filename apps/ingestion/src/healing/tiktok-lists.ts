import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Database } from '@duet/database';
import { Clock, type Log, Questions } from '@duet/messaging';
import { CONFIG, type LeasedAccount, type LeasedToken, LOGGER, TokenLeases } from '@duet/service-kit';
import { type AccountAccess, createTikTokClient, type TikTokClient, TikTokTokenRejected } from '@duet/tiktok-api';
import { PacedTikTok, RateBudget } from '@duet/tiktok-budget';
import type { IngestionConfig } from '../config.ts';

/** Longer than the even step of an account's endpoint; for a later turn the sweep comes back. */
const PATIENCE_MS = 2_500;

/** TikTok's lists, read with tokens on loan. */
@Injectable()
export class TikTokLists implements OnApplicationShutdown {
  readonly #tiktok: PacedTikTok;
  readonly #leases: TokenLeases;

  constructor(
    @Inject(CONFIG) config: IngestionConfig,
    @Inject(LOGGER) log: Log,
    database: Database,
    questions: Questions,
    clock: Clock,
  ) {
    const client = createTikTokClient({
      baseUrl: config.TIKTOK_BASE_URL,
      clientKey: config.TIKTOK_CLIENT_KEY,
      clientSecret: config.TIKTOK_CLIENT_SECRET,
      timeoutMs: config.TIKTOK_TIMEOUT_MS,
    });
    this.#tiktok = new PacedTikTok(client, new RateBudget(database, config.TIKTOK_CLIENT_KEY), log);
    this.#leases = new TokenLeases(questions, 'ingestion', clock);
  }

  async onApplicationShutdown(): Promise<void> {
    await this.#tiktok.close();
  }

  /**
   * One read, at its turn in the rate budget; a refused token is replaced once.
   *
   * @param work names the read, so that it keeps its place in the budget when it comes back
   *
   * @throws TikTokError of the read; TurnLater; Rejection as TokenLeases.lease
   */
  async read<Page>(
    account: LeasedAccount,
    work: string,
    list: (client: TikTokClient, access: AccountAccess) => Promise<Page>,
  ): Promise<Page> {
    const client = this.#tiktok.for({ priority: 'healing', work, patienceMs: PATIENCE_MS });
    const token = await this.#leases.lease(account);
    try {
      return await list(client, accessOf(token));
    } catch (error) {
      if (!(error instanceof TikTokTokenRejected)) throw error;
      return list(client, accessOf(await this.#leases.refused(token)));
    }
  }
}

const accessOf = ({ openId, accessToken }: LeasedToken): AccountAccess => ({ businessId: openId, accessToken });
