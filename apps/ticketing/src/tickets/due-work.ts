import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Database, type Tx } from '@duet/database';
import { Clock, type Log, Loop, Relay, writeOutbox } from '@duet/messaging';
import { LOGGER } from '@duet/service-kit';
import type { Ticket } from './ticket.ts';
import { TicketChanges } from './ticket-changes.ts';
import { TicketStore } from './ticket.store.ts';

const POLL_MS = 1_000;
const AT_A_TIME = 100;

/** Which tickets: a condition on `tickets` with parameters from `$1` on, and which are first. */
export interface DueTickets {
  readonly where: string;
  readonly order: string;
  readonly values: readonly unknown[];
}

/** The works of the service. */
export const DUE_WORK = Symbol('DUE_WORK');

/** What is to be done with tickets when their time has come. */
export interface DueWork {
  readonly name: string;
  due(now: Date): DueTickets;
  /**
   * @param due of one workspace, locked by the transaction and held by `changes`, which are saved afterwards
   * @returns with how many something was done
   */
  apply(tx: Tx, due: readonly Ticket[], changes: TicketChanges, now: Date): Promise<number>;
}

/**
 * Does such work pass by pass: a workspace after the other, each in a transaction of its own, again at once where there
 * was more than fits into one. What is due stands in rows, so a restart forgets nothing, and siblings take other rows.
 */
@Injectable()
export class DueWorkers implements OnApplicationBootstrap, OnApplicationShutdown {
  readonly #loops: Loop[] = [];

  constructor(
    private readonly database: Database,
    private readonly tickets: TicketStore,
    private readonly relay: Relay,
    private readonly clock: Clock,
    @Inject(LOGGER) private readonly log: Log,
    @Inject(DUE_WORK) private readonly works: readonly DueWork[],
  ) {}

  onApplicationBootstrap(): void {
    for (const work of this.works) {
      const loop = new Loop({ name: work.name, pass: () => this.#pass(work), pollMs: POLL_MS, log: this.log });
      this.#loops.push(loop);
      loop.start();
    }
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all(this.#loops.map((loop) => loop.stop()));
  }

  async #pass(work: DueWork): Promise<'again' | 'idle'> {
    const due = work.due(this.clock.now());
    const workspaces = await this.database.asWorker((tx) => this.tickets.workspacesOf(tx, due));
    let isMore = false;
    for (const workspaceId of workspaces) {
      const done = await this.database.asWorker((tx) => this.#work(tx, work, workspaceId));
      isMore ||= done === AT_A_TIME;
    }
    return isMore ? 'again' : 'idle';
  }

  async #work(tx: Tx, work: DueWork, workspaceId: string): Promise<number> {
    const now = this.clock.now();
    const due = await this.tickets.lockDue(tx, work.due(now), workspaceId, AT_A_TIME);
    if (due.length === 0) return 0;
    const changes = new TicketChanges(due, now);
    const done = await work.apply(tx, due, changes, now);
    await writeOutbox(tx, await changes.save(tx, this.tickets));
    tx.afterCommit(() => this.relay.wake());
    return done;
  }
}
