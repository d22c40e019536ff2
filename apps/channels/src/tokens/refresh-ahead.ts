import { Inject, Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { Database } from '@duet/database';
import { Clock, type Log, Loop } from '@duet/messaging';
import { LOGGER } from '@duet/service-kit';
import { AccessEnd } from './access-end.ts';
import { RefreshIntents } from './refresh-intents.ts';
import { TokenRefresher } from './token-refresher.ts';
import { TokenStore } from './token.store.ts';
import type { Token } from './token.ts';

const BATCH = 20;
const POLL_MS = 1_000;
const AFTER_FAULT_MS = 300_000;

/** Renews tokens at half of their life, so that nobody waits for it, and ends the accounts whose last token ran out. */
@Injectable()
export class RefreshAhead implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #loop: Loop;

  constructor(
    private readonly database: Database,
    private readonly tokens: TokenStore,
    private readonly intents: RefreshIntents,
    private readonly refresher: TokenRefresher,
    private readonly accessEnd: AccessEnd,
    private readonly clock: Clock,
    @Inject(LOGGER) private readonly log: Log,
  ) {
    this.#loop = new Loop({ name: 'refresh-ahead', pass: () => this.#pass(), pollMs: POLL_MS, log });
  }

  onApplicationBootstrap(): void {
    this.#loop.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.#loop.stop();
  }

  async #pass(): Promise<'again' | 'idle'> {
    const now = this.clock.now();
    const unansweredSince = new Date(Date.now() - this.intents.unansweredAfterMs);
    const due = await this.database.asWorker((tx) => this.tokens.due(tx, now, unansweredSince, BATCH));
    await Promise.all(due.map((token) => this.#refresh(token)));
    const ended = await this.database.asWorker((tx) => this.tokens.ended(tx, now));
    for (const token of ended) await this.accessEnd.end(token, token.version, 'the last access token ran out');
    return due.length === BATCH ? 'again' : 'idle';
  }

  /** One account that cannot be renewed, for example because its key is gone, does not stand in the others' way. */
  async #refresh(token: Token): Promise<void> {
    try {
      await this.refresher.refresh(token, token.version);
    } catch (error) {
      this.log.error({ accountId: token.accountId, err: error }, 'a token could not be renewed');
      const dueAt = new Date(this.clock.now().getTime() + AFTER_FAULT_MS);
      await this.database.asWorker((tx) => this.tokens.delayRefresh(tx, token, dueAt));
    }
  }
}
