import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Database } from '@duet/database';
import { type Log, Loop } from '@duet/messaging';
import { LOGGER } from '@duet/service-kit';
import { CountStore } from './count.store.ts';

const POLL_MS = 1_000;
const AT_A_TIME = 10_000;

/** Keeps the changes of counts few, once a second (H23). */
@Injectable()
export class FoldCounts implements OnApplicationBootstrap, OnApplicationShutdown {
  readonly #database: Database;
  readonly #counts: CountStore;
  readonly #loop: Loop;

  constructor(database: Database, counts: CountStore, @Inject(LOGGER) log: Log) {
    this.#database = database;
    this.#counts = counts;
    this.#loop = new Loop({ name: 'fold counts', pass: () => this.#pass(), pollMs: POLL_MS, log });
  }

  onApplicationBootstrap(): void {
    this.#loop.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.#loop.stop();
  }

  async #pass(): Promise<'again' | 'idle'> {
    const folded = await this.#database.asWorker((tx) => this.#counts.fold(tx, AT_A_TIME));
    return folded === AT_A_TIME ? 'again' : 'idle';
  }
}
