import { Inject, Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { Database } from '@duet/database';
import { Clock, type Log, Loop } from '@duet/messaging';
import { LOGGER } from '@duet/service-kit';
import { ConnectionStore } from './connection.store.ts';

const POLL_MS = 2_000;
const KEEP_MS = 7 * 24 * 3_600_000;

/** An authorization that nobody finished is dropped after 24 hours, its tokens with it (OPEN-19). */
@Injectable()
export class ExpireConnections implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #loop: Loop;

  constructor(
    private readonly database: Database,
    private readonly connections: ConnectionStore,
    private readonly clock: Clock,
    @Inject(LOGGER) log: Log,
  ) {
    this.#loop = new Loop({ name: 'expire-connections', pass: () => this.#pass(), pollMs: POLL_MS, log });
  }

  onApplicationBootstrap(): void {
    this.#loop.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.#loop.stop();
  }

  async #pass(): Promise<'idle'> {
    const now = this.clock.now();
    const forgetBefore = new Date(now.getTime() - KEEP_MS);
    await this.database.asWorker((tx) => this.connections.expire(tx, now, forgetBefore));
    return 'idle';
  }
}
