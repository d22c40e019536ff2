import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Database } from '@duet/database';
import type { Log } from '@duet/messaging';
import { LOGGER } from '@duet/service-kit';

const HOUR_MS = 3_600_000;
/** As long as the bodies: a repetition after that would only cost a duplicate row. */
const KEEP_MS = 31 * 24 * HOUR_MS;

/** Forgets the keys of deliveries whose bodies are gone. */
@Injectable()
export class ForgetKeys implements OnApplicationBootstrap, OnApplicationShutdown {
  readonly #database: Database;
  readonly #log: Log;
  #timer: NodeJS.Timeout | undefined;

  constructor(database: Database, @Inject(LOGGER) log: Log) {
    this.#database = database;
    this.#log = log;
  }

  onApplicationBootstrap(): void {
    this.#timer = setInterval(() => void this.#forget(), HOUR_MS);
    this.#timer.unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.#timer);
  }

  async #forget(): Promise<void> {
    try {
      await this.#database.query('DELETE FROM delivery_keys WHERE day < $1', [new Date(Date.now() - KEEP_MS)]);
    } catch (error) {
      this.#log.warn({ err: error }, 'old delivery keys could not be forgotten; trying again in an hour');
    }
  }
}
