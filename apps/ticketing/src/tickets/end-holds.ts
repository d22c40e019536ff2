import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { newId } from '@duet/contracts';
import { Database } from '@duet/database';
import { Clock, type Log, Loop, Relay, writeOutbox } from '@duet/messaging';
import { LOGGER } from '@duet/service-kit';
import { decideHoldEnded } from './ticket.ts';
import { TicketChanges } from './ticket-changes.ts';
import { TicketStore } from './ticket.store.ts';

const POLL_MS = 1_000;
const AT_A_TIME = 100;

/** Brings tickets back when the time of their hold has come (INB-15). */
@Injectable()
export class EndHolds implements OnApplicationBootstrap, OnApplicationShutdown {
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
    this.#loop = new Loop({ name: 'end holds', pass: () => this.#pass(), pollMs: POLL_MS, log });
  }

  onApplicationBootstrap(): void {
    this.#loop.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.#loop.stop();
  }

  async #pass(): Promise<'again' | 'idle'> {
    const ended = await this.#database.asWorker(async (tx) => {
      const now = this.#clock.now();
      const due = await this.#tickets.lockDueHolds(tx, now, AT_A_TIME);
      const changes = new TicketChanges(due, now);
      for (const { id } of due) {
        const cause = newId();
        changes.change(id, { id: cause, correlationId: cause }, (before) => decideHoldEnded(before, now));
      }
      await writeOutbox(tx, await changes.save(tx, this.#tickets));
      tx.afterCommit(() => this.#relay.wake());
      return due.length;
    });
    return ended === AT_A_TIME ? 'again' : 'idle';
  }
}
