import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { newId, PresenceChanged } from '@duet/contracts';
import { Database } from '@duet/database';
import { type Log, Loop, publish, Relay, writeOutbox } from '@duet/messaging';
import { CONFIG, LOGGER } from '@duet/service-kit';
import type { GatewayConfig } from '../config.ts';
import { EventStreams } from '../live/event-streams.ts';
import { RealTime } from '../sessions/real-time.ts';
import { presenceStore } from './presence.store.ts';

/** How often a process says whom it sees. */
const SEEN_EVERY_MS = 5_000;

/**
 * Tells who is online: those with an open event stream, and for a grace time those who had one, so that a reload or a
 * tunnel takes nobody off the list.
 */
@Injectable()
export class FollowPresence implements OnApplicationBootstrap, OnApplicationShutdown {
  readonly #loop: Loop;

  constructor(
    private readonly database: Database,
    private readonly relay: Relay,
    private readonly streams: EventStreams,
    private readonly time: RealTime,
    @Inject(CONFIG) private readonly config: GatewayConfig,
    @Inject(LOGGER) log: Log,
  ) {
    const pollMs = Math.min(SEEN_EVERY_MS, config.OFFLINE_AFTER_MS / 3);
    this.#loop = new Loop({ name: 'follow presence', pass: () => this.#pass(), pollMs, log });
    streams.onOpen = () => this.#loop.wake();
  }

  onApplicationBootstrap(): void {
    this.#loop.start();
  }

  onApplicationShutdown(): Promise<void> {
    return this.#loop.stop();
  }

  async #pass(): Promise<'idle'> {
    const now = this.time.now();
    const id = newId();
    await this.database.asWorker(async (tx) => {
      const came = await presenceStore.see(tx, this.streams.people(), now);
      const went = await presenceStore.miss(tx, new Date(now.getTime() - this.config.OFFLINE_AFTER_MS));
      const told = [...came, ...went].map(({ workspaceId, ...data }) =>
        publish(PresenceChanged, { workspaceId, data, cause: { id, correlationId: id }, occurredAt: now }),
      );
      await writeOutbox(tx, told);
      if (told.length > 0) tx.afterCommit(() => this.relay.wake());
    });
    return 'idle';
  }
}
