import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { newId } from '@duet/contracts';
import { Database } from '@duet/database';
import { Clock, type Log, Loop, Relay, writeOutbox } from '@duet/messaging';
import { LOGGER } from '@duet/service-kit';
import { TicketChanges } from '../tickets/ticket-changes.ts';
import { TicketStore } from '../tickets/ticket.store.ts';

const POLL_MS = 1_000;
const AT_A_TIME = 100;

/** Tells when a promise becomes due soon or is broken. The time stands in the ticket's row, so a restart forgets none. */
@Injectable()
export class WatchSlas implements OnApplicationBootstrap, OnApplicationShutdown {
  readonly #database: Database;
  readonly #tickets: TicketStore;
  readonly #relay: Relay;
  readonly #clock: Clock;
  readonly #loop: Loop;

  constructor(database: Database, tickets: TicketStore, relay: Relay, clock: Clock, @Inject(LOGGER) log: Log) {
    this.#database = database;
    this.#tickets = tickets;
    this.#relay = relay;
    this.#clock = clock;
    this.#loop = new Loop({ name: 'watch SLAs', pass: () => this.#pass(), pollMs: POLL_MS, log });
  }

  onApplicationBootstrap(): void {
    this.#loop.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.#loop.stop();
  }

  async #pass(): Promise<'again' | 'idle'> {
    const checked = await this.#database.asWorker(async (tx) => {
      const now = this.#clock.now();
      const due = await this.#tickets.lockDueSlas(tx, now, AT_A_TIME);
      const changes = new TicketChanges(due, now);
      for (const { id } of due) {
        const cause = newId();
        changes.check(id, { id: cause, correlationId: cause });
      }
      await writeOutbox(tx, await changes.save(tx, this.#tickets));
      tx.afterCommit(() => this.#relay.wake());
      return due.length;
    });
    return checked === AT_A_TIME ? 'again' : 'idle';
  }
}
