import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Database } from '@duet/database';
import { Clock, type Log } from '@duet/messaging';
import { LOGGER } from '@duet/service-kit';
import { SweepStore } from './sweep.store.ts';

const AT_MOST_EVERY_MS = 60_000;

/** Has all channels swept soon where webhooks may have been missed: the door was closed, or refused a signature. */
@Injectable()
export class HurrySweeps implements OnApplicationBootstrap {
  readonly #database: Database;
  readonly #sweeps: SweepStore;
  readonly #clock: Clock;
  readonly #log: Log;
  #lastMs = Number.NEGATIVE_INFINITY;

  constructor(database: Database, sweeps: SweepStore, clock: Clock, @Inject(LOGGER) log: Log) {
    this.#database = database;
    this.#sweeps = sweeps;
    this.#clock = clock;
    this.#log = log;
  }

  onApplicationBootstrap(): void {
    this.#hurry();
  }

  /** Anyone can send a wrong signature: it costs at most one statement a minute. */
  hint(): void {
    const nowMs = performance.now();
    if (nowMs - this.#lastMs < AT_MOST_EVERY_MS) return;
    this.#lastMs = nowMs;
    this.#hurry();
  }

  #hurry(): void {
    this.#database
      .asWorker((tx) => this.#sweeps.hurry(tx, this.#clock.now()))
      .catch((error: unknown) => this.#log.warn({ err: error }, 'the next sweeps could not be brought forward'));
  }
}
