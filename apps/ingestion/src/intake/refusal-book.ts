import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Database } from '@duet/database';
import type { Log } from '@duet/messaging';
import { LOGGER } from '@duet/service-kit';

const AT_MOST_EVERY_MS = 1_000;
const HOUR_MS = 3_600_000;
const KEPT_MS = 30 * 24 * HOUR_MS;

/** Counts deliveries with a wrong signature. Anyone can send them: however many, they cost one statement a second. */
@Injectable()
export class RefusalBook implements OnApplicationShutdown {
  #count = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly database: Database,
    @Inject(LOGGER) private readonly log: Log,
  ) {}

  count(): void {
    this.#count += 1;
    this.#timer ??= setTimeout(() => void this.#flush(), AT_MOST_EVERY_MS);
  }

  async onApplicationShutdown(): Promise<void> {
    clearTimeout(this.#timer);
    await this.#flush();
  }

  async #flush(): Promise<void> {
    this.#timer = undefined;
    const count = this.#count;
    this.#count = 0;
    if (count === 0) return;
    const hour = new Date(Math.floor(Date.now() / HOUR_MS) * HOUR_MS);
    try {
      await this.database.asWorker(async (tx) => {
        await tx.run(
          `INSERT INTO refusals (hour, count) VALUES ($1, $2)
           ON CONFLICT (hour) DO UPDATE SET count = refusals.count + excluded.count`,
          [hour, count],
        );
        await tx.run('DELETE FROM refusals WHERE hour < $1', [new Date(hour.getTime() - KEPT_MS)]);
      });
    } catch (error) {
      this.log.warn({ err: error, count }, 'refused deliveries could not be counted');
    }
  }
}
