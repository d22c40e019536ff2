import type { Log } from './log.ts';

export interface LoopOptions {
  readonly name: string;
  /** One pass. `again`: there is more; `idle`: wait for a wake-up or the poll; `retry`: something is away, wait a little. */
  readonly pass: () => Promise<'again' | 'idle' | 'retry'>;
  readonly pollMs: number;
  readonly retryMs?: number;
  /** A pass starts no sooner than this after the one before: an idle loop answers at once, a busy one gathers more rows. */
  readonly spacingMs?: number;
  readonly log: Log;
}

/** Background work over rows: passes until nothing is left, then sleeps until it is woken or the poll comes. */
export class Loop {
  readonly #options: LoopOptions;
  #stopping = false;
  #woken = false;
  #interrupt: () => void = () => undefined;
  #running: Promise<void> = Promise.resolve();

  constructor(options: LoopOptions) {
    this.#options = options;
  }

  start(): void {
    this.#running = this.#run();
  }

  wake(): void {
    this.#woken = true;
    this.#interrupt();
  }

  /** For work whose time is known: the poll may be later than that. */
  wakeIn(ms: number): void {
    setTimeout(() => this.wake(), ms).unref();
  }

  /** Finishes the pass under way. */
  async stop(): Promise<void> {
    this.#stopping = true;
    this.#interrupt();
    await this.#running;
  }

  async #run(): Promise<void> {
    const { pass, pollMs, retryMs = 500, spacingMs = 0, log, name } = this.#options;
    while (!this.#stopping) {
      this.#woken = false;
      const startedAt = performance.now();
      const outcome = await pass().catch((error: unknown) => {
        log.warn({ err: error, loop: name }, 'a pass failed; trying again');
        return 'retry' as const;
      });
      if (outcome === 'again') continue;
      await this.#sleep(outcome === 'retry' ? retryMs : pollMs, outcome === 'idle');
      const early = startedAt + spacingMs - performance.now();
      if (early > 0 && !this.#stopping) await new Promise((resolve) => setTimeout(resolve, early));
    }
  }

  async #sleep(ms: number, wakeable: boolean): Promise<void> {
    if (this.#stopping || (wakeable && this.#woken)) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.#interrupt = () => {
        if (!wakeable && !this.#stopping) return;
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
