import { Inject, Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import { Database, isOutage } from '@duet/database';
import { Clock, type Log } from '@duet/messaging';
import { failpoint, LOGGER } from '@duet/service-kit';
import { refreshTokens, TikTokError, TikTokRateLimited, TikTokTokenRejected } from '@duet/tiktok-api';
import type { AccountKey } from '../accounts/account.ts';
import { TikTok } from '../tiktok/tiktok.ts';
import { AccessEnd } from './access-end.ts';
import { PairSealer } from './pair-sealer.ts';
import { type Intent, RefreshIntents } from './refresh-intents.ts';

/**
 * `renewed`: another version is there; `postponed`: TikTok did nothing, it may be tried again; `busy`: another process
 * is at it; `lost`: no further refresh is possible; `dead`: TikTok refused it for good.
 */
export type RefreshOutcome = 'renewed' | 'postponed' | 'busy' | 'lost' | 'dead';

type Begun = Extract<Intent, { kind: 'begun' }>;

const POSTPONED_MS = 60_000;
const KEEP_TRYING_MS = 30_000;
const KEEP_RETRY_MS = 250;

/**
 * Trades a refresh token, which works once: the intent is committed before the call, the new pair is stored as the
 * first act after it, and where the answer is lost there is no second call (H18), unless TikTok is known to take the
 * same token for a while.
 */
@Injectable()
export class TokenRefresher implements BeforeApplicationShutdown {
  readonly #underWay = new Map<string, Promise<RefreshOutcome>>();

  constructor(
    private readonly database: Database,
    private readonly intents: RefreshIntents,
    private readonly pairs: PairSealer,
    private readonly tiktok: TikTok,
    private readonly accessEnd: AccessEnd,
    private readonly clock: Clock,
    @Inject(LOGGER) private readonly log: Log,
  ) {}

  /** @param version the one to replace; callers of the same account at once share one refresh */
  refresh(key: AccountKey, version: number): Promise<RefreshOutcome> {
    const underWay = this.#underWay.get(key.accountId);
    if (underWay) return underWay;
    const refresh = this.#refresh(key, version).finally(() => this.#underWay.delete(key.accountId));
    this.#underWay.set(key.accountId, refresh);
    return refresh;
  }

  /** A pair on its way is stored before the process ends. */
  async beforeApplicationShutdown(): Promise<void> {
    await Promise.allSettled(this.#underWay.values());
  }

  async #refresh(key: AccountKey, version: number): Promise<RefreshOutcome> {
    failpoint('channels.refresh-due');
    const intent = await this.intents.begin(key, version);
    if (intent.kind !== 'begun') return intent.kind;
    failpoint('channels.refresh-begun');
    const askedAt = this.clock.now();
    try {
      const tokens = await refreshTokens(this.tiktok.access, intent.refreshToken);
      failpoint('channels.refresh-answered');
      const pair = this.pairs.seal(key, tokens, askedAt);
      failpoint('channels.refresh-sealed');
      await this.#persist(() => this.intents.fulfil(key, version, pair));
      failpoint('channels.refresh-kept');
      return 'renewed';
    } catch (error) {
      if (!(error instanceof TikTokError)) throw error;
      return this.#conclude(key, version, intent, error);
    }
  }

  async #conclude(key: AccountKey, version: number, intent: Begun, error: TikTokError): Promise<RefreshOutcome> {
    if (error.performed === 'maybe' || intent.isRepeated) {
      const mayRepeat = !(error instanceof TikTokTokenRejected) && Date.now() < intent.repeatableUntil.getTime();
      if (mayRepeat) return 'busy';
      await this.#persist(() => this.intents.giveUp(key, version, error.message));
      return 'lost';
    }
    if (error instanceof TikTokTokenRejected) {
      await this.accessEnd.end(key, version, error.message);
      return 'dead';
    }
    const waitMs = error instanceof TikTokRateLimited ? Math.max(error.retry.afterMs, POSTPONED_MS) : POSTPONED_MS;
    await this.intents.postpone(key, version, new Date(this.clock.now().getTime() + waitMs));
    this.log.warn({ accountId: key.accountId, err: error }, 'a token could not be renewed; trying again');
    return 'postponed';
  }

  /** What TikTok answered exists nowhere else: an outage of the database is waited out, not given in to. */
  async #persist(work: () => Promise<void>): Promise<void> {
    const end = performance.now() + KEEP_TRYING_MS;
    for (;;) {
      try {
        return await work();
      } catch (error) {
        if (!isOutage(error) || performance.now() > end) throw error;
        await new Promise((resolve) => setTimeout(resolve, KEEP_RETRY_MS));
      }
    }
  }
}
