import type { Database } from '@duet/database';
import type { Clock, Log, Questions } from '@duet/messaging';
import { type LeasedAccount, type LeasedToken, TokenLeases } from '@duet/service-kit';
import { type AccountAccess, createTikTokClient, type TikTokClient, TikTokTokenRejected } from '@duet/tiktok-api';
import { PacedTikTok, type Purpose } from './paced-tiktok.ts';
import { RateBudget } from './rate-budget.ts';

export interface AccountCallsOptions {
  /** Names the service where it asks for tokens. */
  readonly service: string;
  readonly tiktok: {
    readonly TIKTOK_BASE_URL: string;
    readonly TIKTOK_CLIENT_KEY: string;
    readonly TIKTOK_CLIENT_SECRET: string;
  };
  /** Longest wait for one answer of TikTok. */
  readonly timeoutMs: number;
  /** Longest wait for a token. */
  readonly leaseMs?: number;
  readonly database: Database;
  readonly questions: Questions;
  readonly clock: Clock;
  readonly log: Log;
}

/** Calls to TikTok for its accounts: each at its turn in the rate budget, with a token on loan from channels. */
export class AccountCalls {
  readonly #tiktok: PacedTikTok;
  readonly #leases: TokenLeases;

  constructor({ service, tiktok, timeoutMs, leaseMs, database, questions, clock, log }: AccountCallsOptions) {
    const client = createTikTokClient({
      baseUrl: tiktok.TIKTOK_BASE_URL,
      clientKey: tiktok.TIKTOK_CLIENT_KEY,
      clientSecret: tiktok.TIKTOK_CLIENT_SECRET,
      timeoutMs,
    });
    this.#tiktok = new PacedTikTok(client, new RateBudget(database, tiktok.TIKTOK_CLIENT_KEY), log);
    this.#leases = new TokenLeases(questions, service, clock, leaseMs);
  }

  /**
   * Runs a call; where TikTok refuses the token, which it does before anything else, once more with another one.
   *
   * @throws TikTokError of the call; TurnLater; Rejection as TokenLeases.lease
   */
  async run<Result>(
    account: LeasedAccount,
    purpose: Purpose,
    call: (client: TikTokClient, access: AccountAccess) => Promise<Result>,
  ): Promise<Result> {
    const client = this.#tiktok.for(purpose);
    const token = await this.#leases.lease(account);
    try {
      return await call(client, accessOf(token));
    } catch (error) {
      if (!(error instanceof TikTokTokenRejected)) throw error;
      return call(client, accessOf(await this.#leases.refused(token)));
    }
  }

  close(): Promise<void> {
    return this.#tiktok.close();
  }
}

const accessOf = ({ openId, accessToken }: LeasedToken): AccountAccess => ({ businessId: openId, accessToken });
