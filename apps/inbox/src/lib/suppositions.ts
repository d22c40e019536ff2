import type { TicketView } from '@duet/contracts';

export type TicketChange = (held: TicketView) => TicketView;

/** A change that is shown before the server has answered. */
export interface Supposition {
  /** The server has taken it on; what it answered is placed next. */
  readonly end: () => void;
  readonly takeBack: () => void;
}

/** Changes of tickets that the server has not answered yet, in their order. */
export class Suppositions {
  readonly #changes = new Map<string, Set<TicketChange>>();

  /** @returns what ends it */
  add(ticketId: string, change: TicketChange): () => void {
    const changes = this.#changes.get(ticketId) ?? new Set();
    this.#changes.set(ticketId, changes.add(change));
    return () => {
      changes.delete(change);
      if (changes.size === 0 && this.#changes.get(ticketId) === changes) this.#changes.delete(ticketId);
    };
  }

  /** The ticket with all that is supposed of it. */
  over(ticket: TicketView): TicketView {
    return [...(this.#changes.get(ticket.id) ?? [])].reduce((held, change) => change(held), ticket);
  }

  /** The tickets of which something is supposed. */
  get ticketIds(): readonly string[] {
    return [...this.#changes.keys()];
  }
}
