import { Injectable } from '@nestjs/common';
import { Rejection } from '@duet/contracts';
import { Database } from '@duet/database';
import { Clock } from '@duet/messaging';
import type { AccountKey } from '../accounts/account.ts';
import { AccessEnd } from './access-end.ts';
import { PairSealer } from './pair-sealer.ts';
import { type RefreshOutcome, TokenRefresher } from './token-refresher.ts';
import { TokenStore } from './token.store.ts';
import { decideLease, isUsable, type Need, type Token } from './token.ts';

export interface Lease {
  readonly openId: string;
  readonly version: number;
  readonly expiresAt: Date;
  readonly accessToken: string;
}

const OTHER_PROCESS_WAIT_MS = 1_500;
const OTHER_PROCESS_LOOK_MS = 50;

/** Hands out access tokens that TikTok should accept, renewing them where that is needed (H18). */
@Injectable()
export class TokenLeases {
  constructor(
    private readonly database: Database,
    private readonly tokens: TokenStore,
    private readonly pairs: PairSealer,
    private readonly refresher: TokenRefresher,
    private readonly accessEnd: AccessEnd,
    private readonly clock: Clock,
  ) {}

  /** @throws Rejection not_found, channel_disconnected, needs_reconnecting, or tiktok_unreachable: ask again later */
  async lend(key: AccountKey, need: Need): Promise<Lease> {
    const token = await this.#current(key);
    const decision = decideLease(token, need, this.clock.now());
    if (decision === 'lend') return this.#lease(token);
    const outcome = decision === 'refresh' ? await this.#refresh(key, token) : 'lost';
    switch (outcome) {
      case 'renewed':
        return this.#lease(await this.#current(key));
      case 'dead':
        throw new Rejection('needs_reconnecting');
      case 'lost':
        if (isUsable(token, need, this.clock.now())) return this.#lease(token);
        await this.accessEnd.end(key, token.version, 'the last access token is used up');
        throw new Rejection('needs_reconnecting');
      case 'busy':
      case 'postponed':
        if (isUsable(token, need, this.clock.now())) return this.#lease(token);
        throw new Rejection('tiktok_unreachable');
    }
  }

  async #current(key: AccountKey): Promise<Token> {
    const token = await this.database.asWorker(async (tx) => {
      const found = await this.tokens.find(tx, key);
      if (!found) throw new Rejection((await this.tokens.hasAccount(tx, key)) ? 'channel_disconnected' : 'not_found');
      return found;
    });
    if (token.accountState === 'disconnected') throw new Rejection('channel_disconnected');
    if (token.accountState === 'needs_reconnecting') throw new Rejection('needs_reconnecting');
    return token;
  }

  async #refresh(key: AccountKey, { version }: Token): Promise<RefreshOutcome> {
    const outcome = await this.refresher.refresh(key, version);
    return outcome === 'busy' ? this.#awaitOtherProcess(key, version) : outcome;
  }

  async #awaitOtherProcess(key: AccountKey, version: number): Promise<RefreshOutcome> {
    const end = performance.now() + OTHER_PROCESS_WAIT_MS;
    while (performance.now() < end) {
      await new Promise((resolve) => setTimeout(resolve, OTHER_PROCESS_LOOK_MS));
      if ((await this.#current(key)).version !== version) return 'renewed';
    }
    return 'busy';
  }

  #lease(token: Token): Lease {
    return {
      openId: token.openId,
      version: token.version,
      expiresAt: token.accessExpiresAt,
      accessToken: this.pairs.openAccess(token, token.accessSealed),
    };
  }
}
