import { Injectable } from '@nestjs/common';
import { type AccountAccess, TikTokTokenRejected } from '@duet/tiktok-api';
import type { AccountKey } from '../accounts/account.ts';
import { TokenLeases } from './token-leases.ts';

const MIN_TTL_MS = 60_000;

/** This service's own reads from TikTok. */
@Injectable()
export class AccountCalls {
  constructor(private readonly leases: TokenLeases) {}

  /**
   * Runs a call that is safe to make twice; a refused token is renewed once.
   * @throws Rejection as TokenLeases.lend
   * @throws TikTokError of the call itself
   */
  async read<Result>(key: AccountKey, call: (access: AccountAccess) => Promise<Result>): Promise<Result> {
    const lease = await this.leases.lend(key, { minTtlMs: MIN_TTL_MS });
    try {
      return await call({ businessId: lease.openId, accessToken: lease.accessToken });
    } catch (error) {
      if (!(error instanceof TikTokTokenRejected)) throw error;
      const renewed = await this.leases.lend(key, { minTtlMs: MIN_TTL_MS, refusedVersion: lease.version });
      return call({ businessId: renewed.openId, accessToken: renewed.accessToken });
    }
  }
}
