import type { Change } from './live-updates.ts';

const kept = 2_000;

/** Where in the stream something was asked for. */
export interface Mark {
  readonly era: number;
  readonly position: number;
}

/**
 * The changes of this page's stream, in order. An era is a stretch without a hole: an answer that was asked for in
 * it needs only the changes since; one from an earlier era must be asked for again.
 */
export class LiveLog {
  #era = 0;
  #dropped = 0;
  #changes: Change[] = [];
  readonly #seen = new Map<string, number>();

  /** Takes a change in. `old`: it was here already. `gap`: one of the same ticket before it never came. */
  admit(change: Change): 'next' | 'gap' | 'old' {
    const seen = this.#seen.get(change.ticketId);
    if (seen !== undefined && change.sequence <= seen) return 'old';
    this.#seen.set(change.ticketId, change.sequence);
    this.#changes.push(change);
    if (this.#changes.length > 2 * kept) {
      this.#dropped += this.#changes.length - kept;
      this.#changes = this.#changes.slice(-kept);
    }
    return seen !== undefined && change.sequence > seen + 1 ? 'gap' : 'next';
  }

  mark(): Mark {
    return { era: this.#era, position: this.#dropped + this.#changes.length };
  }

  /** Null when nobody can tell any more. */
  since(mark: Mark): readonly Change[] | null {
    if (mark.era !== this.#era || mark.position < this.#dropped) return null;
    return this.#changes.slice(mark.position - this.#dropped);
  }

  /** What came before is no longer continuous with what follows. */
  restart(): void {
    this.#era += 1;
    this.#dropped = 0;
    this.#changes = [];
    this.#seen.clear();
  }
}
