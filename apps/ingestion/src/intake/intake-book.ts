import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Database } from '@duet/database';
import type { Log } from '@duet/messaging';
import { LOGGER } from '@duet/service-kit';
import type { Route } from '../routing/route.store.ts';

const AT_MOST_EVERY_MS = 1_000;

/** An event that came for a channel. */
export interface Arrival {
  readonly route: Route;
  /** TikTok's own time. */
  readonly eventAt: Date;
  readonly receivedAt: Date;
}

/** Writes down the newest event of each channel, once a second: many may come, and only the last one counts. */
@Injectable()
export class IntakeBook implements OnApplicationShutdown {
  readonly #newest = new Map<string, Arrival>();
  #timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly database: Database,
    @Inject(LOGGER) private readonly log: Log,
  ) {}

  note(arrivals: readonly Arrival[]): void {
    for (const arrival of arrivals) {
      const { channelId } = arrival.route;
      const before = this.#newest.get(channelId);
      if (!before || before.eventAt <= arrival.eventAt) this.#newest.set(channelId, arrival);
    }
    if (this.#newest.size > 0) this.#timer ??= setTimeout(() => void this.#flush(), AT_MOST_EVERY_MS);
  }

  async onApplicationShutdown(): Promise<void> {
    clearTimeout(this.#timer);
    await this.#flush();
  }

  async #flush(): Promise<void> {
    this.#timer = undefined;
    const rows = [...this.#newest.values()];
    this.#newest.clear();
    if (rows.length === 0) return;
    try {
      await this.database.asWorker((tx) =>
        tx.run(
          `INSERT INTO intake (workspace_id, channel_id, event_at, received_at)
           SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::timestamptz[], $4::timestamptz[])
           ON CONFLICT (workspace_id, channel_id) DO UPDATE SET event_at = excluded.event_at, received_at = excluded.received_at
           WHERE intake.event_at <= excluded.event_at`,
          [
            rows.map(({ route }) => route.workspaceId),
            rows.map(({ route }) => route.channelId),
            rows.map(({ eventAt }) => eventAt),
            rows.map(({ receivedAt }) => receivedAt),
          ],
        ),
      );
    } catch (error) {
      this.log.warn({ err: error }, 'the newest events of the channels could not be written down');
    }
  }
}
