import type { LiveEvent } from './live-event.ts';

/** The newest events of one stream by their place in it. What falls out is still in the stream. */
export class Ring {
  /** Tells this stream from another one that took its name. */
  readonly epoch: string;
  readonly #capacity: number;
  readonly #slots: (LiveEvent | null)[] = [];
  readonly #start: number;
  #head: number;

  /** @param head the last place before the first event that will be pushed */
  constructor(epoch: string, head: number, capacity: number) {
    this.epoch = epoch;
    this.#start = head + 1;
    this.#head = head;
    this.#capacity = capacity;
  }

  /** The newest place that was reached. */
  get head(): number {
    return this.#head;
  }

  /** The oldest place that is still held. */
  get tail(): number {
    return Math.max(this.#start, this.#head - this.#capacity + 1);
  }

  push(position: number, event: LiveEvent | null): void {
    while (this.#head < position) this.#slots[++this.#head % this.#capacity] = null;
    this.#slots[position % this.#capacity] = event;
  }

  at(position: number): LiveEvent | null {
    return position >= this.tail && position <= this.#head ? (this.#slots[position % this.#capacity] ?? null) : null;
  }
}
