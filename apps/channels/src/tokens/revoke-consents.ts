import { Inject, Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { Database } from '@duet/database';
import { type Log, Loop } from '@duet/messaging';
import { LOGGER } from '@duet/service-kit';
import { revokeAccess, TikTokError } from '@duet/tiktok-api';
import { TikTok } from '../tiktok/tiktok.ts';
import { PairSealer } from './pair-sealer.ts';
import { TokenStore } from './token.store.ts';
import type { Token } from './token.ts';

const POLL_MS = 1_000;
const RETRY_AFTER_MS = 60_000;

/** Ends the consent of disconnected accounts at TikTok and forgets their tokens (CON-25). Revoking twice does no harm. */
@Injectable()
export class RevokeConsents implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #loop: Loop;

  constructor(
    private readonly database: Database,
    private readonly tokens: TokenStore,
    private readonly pairs: PairSealer,
    private readonly tiktok: TikTok,
    @Inject(LOGGER) private readonly log: Log,
  ) {
    this.#loop = new Loop({ name: 'revoke-consents', pass: () => this.#pass(), pollMs: POLL_MS, log });
  }

  onApplicationBootstrap(): void {
    this.#loop.start();
  }

  wake(): void {
    this.#loop.wake();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.#loop.stop();
  }

  async #pass(): Promise<'idle'> {
    const now = Date.now();
    const claimed = await this.database.asWorker((tx) =>
      this.tokens.claimRevocations(tx, new Date(now), new Date(now + RETRY_AFTER_MS)),
    );
    for (const token of claimed) {
      if (await this.#revoke(token)) await this.database.asWorker((tx) => this.tokens.forget(tx, token));
    }
    return 'idle';
  }

  /** @returns whether the matter is closed: a refusal says that there is nothing left to revoke */
  async #revoke(token: Token): Promise<boolean> {
    try {
      await revokeAccess(this.tiktok.access, this.pairs.openAccess(token, token.accessSealed));
      return true;
    } catch (error) {
      this.log.warn({ accountId: token.accountId, err: error }, 'a consent could not be revoked');
      return error instanceof TikTokError && error.retry === 'never';
    }
  }
}
