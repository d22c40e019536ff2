import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Database, type Hearing } from '@duet/database';

const CHANNEL = 'ingestion_deliveries';
const TELL_AT_MOST_EVERY_MS = 10;

/** Tells normalizers that a delivery was committed: one in this process directly, those in others through PostgreSQL. */
@Injectable()
export class NormalizerSignal implements OnApplicationShutdown {
  readonly #database: Database;
  #here: (() => void) | undefined;
  #hearing: Hearing | undefined;
  #toldAt = 0;
  #telling: NodeJS.Timeout | undefined;

  constructor(database: Database) {
    this.#database = database;
  }

  listen(wake: () => void): void {
    this.#here = wake;
    this.#hearing = this.#database.hear(CHANNEL, wake);
  }

  async onApplicationShutdown(): Promise<void> {
    clearTimeout(this.#telling);
    await this.#hearing?.stop();
  }

  /** Never waits: it is a hint, and a poll stands behind it. */
  wake(): void {
    if (this.#here) this.#here();
    else this.#telling ??= setTimeout(() => this.#tell(), this.#waitMs());
  }

  #waitMs(): number {
    return Math.max(0, this.#toldAt + TELL_AT_MOST_EVERY_MS - performance.now());
  }

  #tell(): void {
    this.#telling = undefined;
    this.#toldAt = performance.now();
    // A database that is away says so wherever it matters.
    this.#database.tell(CHANNEL).catch(() => undefined);
  }
}
