import type { TicketView } from '@duet/contracts';

export type TicketChange = (held: TicketView) => TicketView;

/** A change that is shown before the server has answered. */
export interface Supposition {
  /** The server has taken it on; this is what the ticket is like by its answer. */
  readonly accept: (answer: TicketView) => void;
  readonly takeBack: () => void;
}

interface Supposed {
  /** As the server last told it. */
  known: TicketView;
  readonly changes: Set<TicketChange>;
}

/** Changes of tickets that the server has not answered yet, in their order, over the newest that it has told. */
export class Suppositions {
  readonly #tickets = new Map<string, Supposed>();

  /** @returns what ends it */
  add(known: TicketView, change: TicketChange): () => void {
    const supposed = this.#tickets.get(known.id) ?? { known, changes: new Set() };
    this.#tickets.set(known.id, supposed);
    supposed.changes.add(change);
    return () => {
      supposed.changes.delete(change);
      if (supposed.changes.size === 0 && this.#tickets.get(known.id) === supposed) this.#tickets.delete(known.id);
    };
  }

  /** The tickets of which something is supposed, without it. */
  get known(): readonly TicketView[] {
    return [...this.#tickets.values()].map(({ known }) => known);
  }

  knownOf(ticketId: string): TicketView | undefined {
    return this.#tickets.get(ticketId)?.known;
  }

  /** What to show of a ticket that the server has just told: the newest known of it, with all that is supposed. */
  over(told: TicketView): TicketView {
    const supposed = this.#tickets.get(told.id);
    if (!supposed) return told;
    if (told.sequence >= supposed.known.sequence) supposed.known = told;
    return [...supposed.changes].reduce((held, change) => change(held), supposed.known);
  }
}
