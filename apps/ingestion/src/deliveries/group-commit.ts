import { isOutage } from '@duet/database';

const MAX_BATCH = 250;
const MAX_WAITING = 5_000;
const WRITERS = 2;

/** Too much waits already: the sender shall come again. */
export class Overloaded extends Error {
  override readonly name = 'Overloaded';
}

interface Waiting<Item> {
  readonly item: Item;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Lets concurrent callers share one insert, so that durability costs one commit per batch. A batch that the database
 * refuses for its data is written again one by one: a strange row fails alone (H1).
 */
export class GroupCommit<Item> {
  readonly #write: (items: readonly Item[]) => Promise<void>;
  #waiting: Waiting<Item>[] = [];
  #writing = 0;

  constructor(write: (items: readonly Item[]) => Promise<void>) {
    this.#write = write;
  }

  /** Resolves when the item is committed. */
  add(item: Item): Promise<void> {
    if (this.#waiting.length >= MAX_WAITING) return Promise.reject(new Overloaded('too many deliveries are waiting'));
    return new Promise<void>((resolve, reject) => {
      this.#waiting.push({ item, resolve, reject });
      if (this.#writing < WRITERS) void this.#flush();
    });
  }

  async #flush(): Promise<void> {
    this.#writing += 1;
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.slice(0, MAX_BATCH);
      this.#waiting = this.#waiting.slice(MAX_BATCH);
      await this.#commit(batch);
    }
    this.#writing -= 1;
  }

  async #commit(batch: readonly Waiting<Item>[]): Promise<void> {
    try {
      await this.#write(batch.map(({ item }) => item));
      for (const { resolve } of batch) resolve();
    } catch (error) {
      if (isOutage(error) || batch.length === 1) {
        for (const { reject } of batch) reject(error);
      } else {
        for (const one of batch) await this.#commit([one]);
      }
    }
  }
}
