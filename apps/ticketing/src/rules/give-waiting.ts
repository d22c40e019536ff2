import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { newId, Team } from '@duet/contracts';
import { Database, type Tx } from '@duet/database';
import { Clock, type Log, Loop, Relay, writeOutbox } from '@duet/messaging';
import { LOGGER } from '@duet/service-kit';
import { DocumentStore } from '../settings/document.store.ts';
import { decidePlacing } from '../tickets/assigning.ts';
import { TicketChanges } from '../tickets/ticket-changes.ts';
import { TicketStore, waiting } from '../tickets/ticket.store.ts';
import { Turns } from './turns.ts';

const POLL_MS = 1_000;
const AT_A_TIME = 100;

/** Gives what waits for a free member of its team, the longest first, when somebody comes or has room again. */
@Injectable()
export class GiveWaiting implements OnApplicationBootstrap, OnApplicationShutdown {
  readonly #database: Database;
  readonly #tickets: TicketStore;
  readonly #documents: DocumentStore;
  readonly #relay: Relay;
  readonly #clock: Clock;
  readonly #loop: Loop;

  constructor(
    database: Database,
    tickets: TicketStore,
    documents: DocumentStore,
    relay: Relay,
    clock: Clock,
    @Inject(LOGGER) log: Log,
  ) {
    this.#database = database;
    this.#tickets = tickets;
    this.#documents = documents;
    this.#relay = relay;
    this.#clock = clock;
    this.#loop = new Loop({ name: 'give waiting tickets', pass: () => this.#pass(), pollMs: POLL_MS, log });
  }

  onApplicationBootstrap(): void {
    this.#loop.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.#loop.stop();
  }

  async #pass(): Promise<'again' | 'idle'> {
    const workspaces = await this.#database.asWorker((tx) =>
      tx.query<{ workspace_id: string }>(`SELECT DISTINCT workspace_id FROM tickets WHERE ${waiting}`),
    );
    let isMore = false;
    for (const { workspace_id: id } of workspaces) {
      const given = await this.#database.asWorker((tx) => this.#give(tx, id));
      isMore ||= given === AT_A_TIME;
    }
    return isMore ? 'again' : 'idle';
  }

  /** Tickets are locked before the turns, as everywhere (H6). @returns how many were given */
  async #give(tx: Tx, workspaceId: string): Promise<number> {
    const { document } = await this.#documents.read(tx, workspaceId, 'teams', teamsFrom);
    const teams = document ?? [];
    const now = this.#clock.now();
    const tickets = await this.#tickets.lockWaiting(
      tx,
      workspaceId,
      teams.map(({ id }) => id),
      AT_A_TIME,
    );
    if (tickets.length === 0) return 0;
    const turns = await Turns.lock(tx, workspaceId);
    const changes = new TicketChanges(tickets, now);
    let given = 0;
    for (const ticket of tickets) {
      const team = teams.find(({ id }) => id === ticket.teamId);
      const assignee = team ? turns.takeWaiting(team) : null;
      if (!team || !assignee) continue;
      given += 1;
      const cause = newId();
      const placing = { by: { kind: 'system', id: team.id, name: team.name }, team, assignee, waits: false } as const;
      changes.change(ticket.id, { id: cause, correlationId: cause }, (before) => decidePlacing(before, placing, now));
    }
    if (given === 0) return 0;
    await turns.save(tx);
    await writeOutbox(tx, await changes.save(tx, this.#tickets));
    tx.afterCommit(() => this.#relay.wake());
    return given;
  }
}

const teamsFrom = (document: unknown) => Team.array().parse(document);
