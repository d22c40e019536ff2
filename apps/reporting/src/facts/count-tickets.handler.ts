import { Injectable } from '@nestjs/common';
import { reactions } from '@duet/contracts';
import type { Tx } from '@duet/database';
import { type Publish, ReactsTo } from '@duet/messaging';
import { RollupStore } from '../rollups/rollup.store.ts';
import { factOf, type TicketEvent } from './fact.ts';
import { FactStore } from './fact.store.ts';

/** Keeps ticket events as facts and counts them into their day. */
@Injectable()
export class CountTickets {
  readonly #facts: FactStore;
  readonly #rollups: RollupStore;

  constructor(facts: FactStore, rollups: RollupStore) {
    this.#facts = facts;
    this.#rollups = rollups;
  }

  @ReactsTo(reactions.countTickets)
  async handle(events: readonly TicketEvent[], tx: Tx): Promise<Publish[]> {
    const countable = await this.#facts.add(tx, events.map(factOf));
    await this.#rollups.count(tx, countable);
    return [];
  }
}
