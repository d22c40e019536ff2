import { Inject, Injectable } from '@nestjs/common';
import { Database, type Tx } from '@duet/database';
import type { Log } from '@duet/messaging';
import { LOGGER } from '@duet/service-kit';
import type { AccountKey } from '../accounts/account.ts';
import { AccountStore } from '../accounts/account.store.ts';
import { PairSealer } from './pair-sealer.ts';
import { TokenStore } from './token.store.ts';
import type { SealedPair } from './token.ts';

/** Longer than a refresh with all its waiting can take: an older intent has no process any more. */
export const ABANDONED_AFTER_MS = 90_000;

export type Intent =
  { readonly kind: 'begun'; readonly refreshToken: string } | { readonly kind: 'renewed' | 'busy' | 'lost' | 'dead' };

/** The record of a refresh: its intent is committed before TikTok is called, its end after. */
@Injectable()
export class RefreshIntents {
  constructor(
    private readonly database: Database,
    private readonly accounts: AccountStore,
    private readonly tokens: TokenStore,
    private readonly pairs: PairSealer,
    @Inject(LOGGER) private readonly log: Log,
  ) {}

  /** Only one caller of all processes gets `begun` for a version. */
  begin(key: AccountKey, version: number): Promise<Intent> {
    return this.database.asWorker(async (tx) => {
      const account = await this.accounts.lock(tx, key);
      const state = await this.tokens.refreshState(tx, key);
      if (account?.state !== 'connected' || !state) return { kind: 'dead' };
      if (state.version !== version) return { kind: 'renewed' };
      if (account.accessEndsAt) return { kind: 'lost' };
      if (!state.startedAt) {
        const refreshToken = this.pairs.openRefresh(key, state.refreshSealed);
        await this.tokens.startRefresh(tx, key, new Date());
        return { kind: 'begun', refreshToken };
      }
      if (Date.now() - state.startedAt.getTime() < ABANDONED_AFTER_MS) return { kind: 'busy' };
      await this.#loseAnswer(tx, key, state.accessExpiresAt, 'the process that asked for it is gone');
      return { kind: 'lost' };
    });
  }

  async fulfil(key: AccountKey, version: number, pair: SealedPair): Promise<void> {
    await this.database.asWorker(async (tx) => {
      await this.accounts.lock(tx, key);
      await this.tokens.finishRefresh(tx, key, version, pair);
    });
  }

  async postpone(key: AccountKey, version: number, dueAt: Date): Promise<void> {
    await this.database.asWorker((tx) => this.tokens.postponeRefresh(tx, key, version, dueAt));
  }

  /** The answer is lost: the access token at hand is used to its end, and people are told at once. */
  async giveUp(key: AccountKey, version: number, reason: string): Promise<void> {
    await this.database.asWorker(async (tx) => {
      await this.accounts.lock(tx, key);
      const state = await this.tokens.refreshState(tx, key);
      if (state?.version === version) await this.#loseAnswer(tx, key, state.accessExpiresAt, reason);
    });
  }

  async #loseAnswer(tx: Tx, key: AccountKey, accessEndsAt: Date, reason: string): Promise<void> {
    await this.accounts.setAccessEnd(tx, key, accessEndsAt);
    tx.afterCommit(() =>
      this.log.error(
        { accountId: key.accountId, accessEndsAt: accessEndsAt.toISOString(), reason },
        'the answer to a token refresh is lost: the account must be connected again before its access ends',
      ),
    );
  }
}
