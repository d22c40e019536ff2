import { setTimeout as delay } from 'node:timers/promises';
import type { DataSource } from 'typeorm';

const AGAIN_AFTER_MS = 1_000;

/** Hears what is told on one channel (LISTEN), over a connection of its own that is made again whenever it ends. */
export class Hearing {
  readonly #source: DataSource;
  readonly #listen: string;
  readonly #heard: () => void;
  readonly #stopping = new AbortController();
  readonly #running: Promise<void>;

  constructor(source: DataSource, channel: string, heard: () => void) {
    this.#source = source;
    this.#listen = `LISTEN "${channel}"`;
    this.#heard = heard;
    this.#running = this.#run();
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#running;
  }

  async #run(): Promise<void> {
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      await this.#hearUntilItEnds().catch(() => undefined);
      await delay(AGAIN_AFTER_MS, undefined, { signal }).catch(() => undefined);
    }
  }

  async #hearUntilItEnds(): Promise<void> {
    const runner = this.#source.createQueryRunner();
    try {
      const client = await runner.connect();
      const ended = new Promise<void>((resolve) => {
        client.once('end', resolve);
        this.#stopping.signal.addEventListener('abort', () => resolve(), { once: true });
      });
      client.on('notification', this.#heard);
      await client.query(this.#listen);
      // What was told before this connection listened may be waiting.
      this.#heard();
      await ended;
      client.off('notification', this.#heard);
      if (this.#stopping.signal.aborted) await client.query('UNLISTEN *');
    } finally {
      await runner.release();
    }
  }
}
