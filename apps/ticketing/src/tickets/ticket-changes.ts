import type { Tx } from '@duet/database';
import { type Cause, publish, type Publish } from '@duet/messaging';
import { isUnplaced, placingsOf } from '../rules/placings.ts';
import { promisesOf } from '../sla/promises.ts';
import { decideSla } from '../sla/sla.ts';
import { decidePlacing } from './assigning.ts';
import { type Decision, type Ticket, unchanged } from './ticket.ts';
import type { TicketStore } from './ticket.store.ts';

/**
 * Folds decisions over the locked tickets of one transaction in memory, so that each ticket is written once however
 * many events touch it (H6), and collects what is told in the order in which it was decided.
 */
export class TicketChanges {
  readonly #tickets = new Map<string, Ticket>();
  /** As they were when they were locked. */
  readonly #held = new Map<string, Ticket>();
  readonly #opened = new Set<string>();
  readonly #changed = new Set<string>();
  /** What last touched a ticket, of those that were. */
  readonly #causes = new Map<string, Cause>();
  readonly #published: Publish[] = [];
  readonly #now: Date;

  /** @param locked tickets that this transaction holds */
  constructor(locked: readonly Ticket[], now: Date) {
    for (const ticket of locked) {
      this.#tickets.set(ticket.id, ticket);
      this.#held.set(ticket.id, ticket);
    }
    this.#now = now;
  }

  get(id: string): Ticket | undefined {
    return this.#tickets.get(id);
  }

  /** A new ticket; `decide` tells of its opening. */
  open(ticket: Ticket, cause: Cause, decide: (ticket: Ticket) => Decision): void {
    this.#opened.add(ticket.id);
    this.#causes.set(ticket.id, cause);
    this.#keep(decide(ticket), cause);
  }

  change(id: string, cause: Cause, decide: (before: Decision) => Decision): void {
    const ticket = this.#tickets.get(id);
    if (!ticket) throw new Error(`ticket ${id} is not held by this transaction`);
    const decision = decide(unchanged(ticket));
    if (decision.ticket === ticket) return;
    this.#causes.set(id, cause);
    this.#changed.add(id);
    this.#keep(decision, cause);
  }

  /** Looks whether a promise became due soon or was broken. */
  check(id: string, cause: Cause): void {
    this.#causes.set(id, cause);
  }

  /** Writes every ticket once, where the rules put it and with what is promised for it, and hands over what is to be published. */
  async save(tx: Tx, store: TicketStore): Promise<Publish[]> {
    await this.#followRules(tx);
    await this.#keepPromises(tx);
    const all = [...this.#tickets.values()];
    await store.insert(
      tx,
      all.filter(({ id }) => this.#opened.has(id)),
    );
    await store.update(
      tx,
      all.filter(({ id }) => this.#changed.has(id) && !this.#opened.has(id)),
    );
    return this.#published;
  }

  async #followRules(tx: Tx): Promise<void> {
    const unplaced = this.#touched().filter(({ ticket }) => isUnplaced(ticket, this.#held.get(ticket.id)));
    if (unplaced.length === 0) return;
    const placings = await placingsOf(
      tx,
      unplaced.map(({ ticket }) => ticket),
      this.#now,
    );
    for (const { ticket, cause } of unplaced) {
      const placing = placings.get(ticket.id);
      if (placing) this.change(ticket.id, cause, (before) => decidePlacing(before, placing, this.#now));
    }
  }

  #touched(): { ticket: Ticket; cause: Cause }[] {
    return [...this.#causes].flatMap(([id, cause]) => {
      const ticket = this.#tickets.get(id);
      return ticket ? [{ ticket, cause }] : [];
    });
  }

  async #keepPromises(tx: Tx): Promise<void> {
    const touched = this.#touched();
    if (touched.length === 0) return;
    const promises = await promisesOf(
      tx,
      touched.map(({ ticket }) => ticket.workspaceId),
    );
    for (const { ticket, cause } of touched) {
      this.change(ticket.id, cause, (before) => decideSla(before, promises(ticket.workspaceId), this.#now));
    }
  }

  #keep({ ticket, events }: Decision, cause: Cause): void {
    this.#tickets.set(ticket.id, ticket);
    for (const { definition, data, sequence } of events) {
      this.#published.push(
        publish(definition, { workspaceId: ticket.workspaceId, data, cause, occurredAt: this.#now, sequence }),
      );
    }
  }
}
