import { Inject, Injectable } from '@nestjs/common';
import { Database, type Tx } from '@duet/database';
import type { Log } from '@duet/messaging';
import { CONFIG, LOGGER } from '@duet/service-kit';
import type { AccountKey } from '../accounts/account.ts';
import { AccountStore } from '../accounts/account.store.ts';
import type { ChannelsConfig } from '../config.ts';
import { PairSealer } from './pair-sealer.ts';
import { TokenStore } from './token.store.ts';
import type { SealedPair } from './token.ts';

export type Intent =
  | {
      readonly kind: 'begun';
      readonly refreshToken: string;
      /** Real time; until then TikTok takes the same refresh token once more. */
      readonly repeatableUntil: Date;
      /** An earlier call went unanswered: TikTok may have traded the token already. */
      readonly isRepeated: boolean;
    }
  | { readonly kind: 'renewed' | 'busy' | 'lost' | 'dead' };

/** The record of a refresh: its intent is committed before TikTok is called, its end after. */
@Injectable()
export class RefreshIntents {
  constructor(
    private readonly database: Database,
    private readonly accounts: AccountStore,
    private readonly tokens: TokenStore,
    private readonly pairs: PairSealer,
    @Inject(CONFIG) private readonly config: ChannelsConfig,
    @Inject(LOGGER) private readonly log: Log,
  ) {}

  /** From this age on a refresh that is under way has lost its answer, or its process. */
  get unansweredAfterMs(): number {
    const { TIKTOK_REFRESH_GRACE_MS, TIKTOK_TIMEOUT_MS, REFRESH_ABANDONED_MS } = this.config;
    return TIKTOK_REFRESH_GRACE_MS > 0 ? TIKTOK_TIMEOUT_MS : REFRESH_ABANDONED_MS;
  }

  /** Only one caller of all processes gets `begun` for a version; where TikTok allows repeating it, who comes next does. */
  begin(key: AccountKey, version: number): Promise<Intent> {
    return this.database.asWorker(async (tx) => {
      const account = await this.accounts.lock(tx, key);
      const state = await this.tokens.refreshState(tx, key);
      if (account?.state !== 'connected' || !state) return { kind: 'dead' };
      if (state.version !== version) return { kind: 'renewed' };
      if (account.accessEndsAt) return { kind: 'lost' };
      const startedAt = state.startedAt ?? new Date();
      const ageMs = Date.now() - startedAt.getTime();
      const repeatableUntil = new Date(startedAt.getTime() + this.config.TIKTOK_REFRESH_GRACE_MS);
      if (state.startedAt && ageMs < this.unansweredAfterMs) return { kind: 'busy' };
      if (state.startedAt && ageMs >= this.config.TIKTOK_REFRESH_GRACE_MS) {
        await this.#loseAnswer(tx, key, state.accessExpiresAt, 'nobody is there any more who could hear it');
        return { kind: 'lost' };
      }
      const refreshToken = this.pairs.openRefresh(key, state.refreshSealed);
      await this.tokens.startRefresh(tx, key, startedAt);
      return { kind: 'begun', refreshToken, repeatableUntil, isRepeated: state.startedAt !== null };
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
