import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import type { Database, Tx } from '@duet/database';
import { type Clock, type Log, Loop, type Publish, type Relay, writeOutbox } from '@duet/messaging';
import { TikTokRateLimited } from '@duet/tiktok-api';
import { type Lookup, MAX_ATTEMPTS, waitBeforeNext } from './lookup.ts';

const POLL_MS = 1_000;
const LEASE_MS = 120_000;

/** Where look-ups wait; see LookupQueue. */
interface Queue<One> {
  claim(tx: Tx, now: Date, leaseEndsAt: Date, limit: number): Promise<One[]>;
  finish(tx: Tx, lookups: readonly One[], askedAt: Date): Promise<void>;
  giveBack(tx: Tx, lookups: readonly One[], at: Date): Promise<void>;
  postpone(tx: Tx, lookups: readonly One[], at: Date): Promise<void>;
}

export interface DescriberOptions<One> {
  readonly name: string;
  readonly queue: Queue<One>;
  readonly batch: number;
  /** Then a look-up is left; ten when nothing else is said. */
  readonly maxAttempts?: number;
  readonly database: Database;
  readonly relay: Relay;
  readonly clock: Clock;
  readonly log: Log;
}

/** Asks TikTok in the background and tells what it shows. A failure waits its turn and holds nobody up. */
export abstract class Describer<One extends Lookup, Inquiry extends { readonly lookups: readonly One[] }>
  implements OnApplicationBootstrap, BeforeApplicationShutdown
{
  readonly #options: DescriberOptions<One>;
  readonly #loop: Loop;

  constructor(options: DescriberOptions<One>) {
    const { name, log } = options;
    this.#options = options;
    this.#loop = new Loop({ name, pass: () => this.#pass(), pollMs: POLL_MS, log });
  }

  /** Look-ups that one call to TikTok answers, for each call. */
  protected abstract inquiriesFor(lookups: readonly One[]): readonly Inquiry[];

  /** Makes the call. @returns what it taught */
  protected abstract ask(inquiry: Inquiry): Promise<Publish[]>;

  onApplicationBootstrap(): void {
    this.#loop.start();
  }

  wake(): void {
    this.#loop.wake();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.#loop.stop();
  }

  async #pass(): Promise<'again' | 'idle'> {
    const { database, queue, batch } = this.#options;
    const now = Date.now();
    const claimed = await database.asWorker((tx) => queue.claim(tx, new Date(now), new Date(now + LEASE_MS), batch));
    for (const inquiry of this.inquiriesFor(claimed)) await this.#inquire(inquiry);
    return claimed.length === batch ? 'again' : 'idle';
  }

  async #inquire(inquiry: Inquiry): Promise<void> {
    try {
      await this.#record(inquiry.lookups, await this.ask(inquiry));
    } catch (error) {
      await this.#postpone(inquiry.lookups, error);
    }
  }

  async #record(lookups: readonly One[], news: readonly Publish[]): Promise<void> {
    const { database, queue, relay, clock } = this.#options;
    await database.asWorker(async (tx) => {
      await queue.finish(tx, lookups, clock.now());
      await writeOutbox(tx, news);
      tx.afterCommit(() => relay.wake());
    });
  }

  async #postpone(lookups: readonly One[], error: unknown): Promise<void> {
    const { database, queue, clock, log, name, maxAttempts = MAX_ATTEMPTS } = this.#options;
    if (error instanceof TikTokRateLimited) return this.#giveBack(lookups, error.retry.afterMs);
    const over = lookups.filter(({ attempts }) => attempts >= maxAttempts);
    const waiting = lookups.filter(({ attempts }) => attempts < maxAttempts);
    const attempts = Math.max(1, ...waiting.map((lookup) => lookup.attempts));
    await database.asWorker(async (tx) => {
      await queue.finish(tx, over, clock.now());
      await queue.postpone(tx, waiting, new Date(Date.now() + waitBeforeNext(attempts)));
    });
    log.warn({ err: error, lookups: lookups.length, loop: name }, 'TikTok did not describe what it was asked about');
  }

  /** Nothing failed: the turn of these has not come. */
  async #giveBack(lookups: readonly One[], afterMs: number): Promise<void> {
    const { database, queue } = this.#options;
    await database.asWorker((tx) => queue.giveBack(tx, lookups, new Date(Date.now() + afterMs)));
    this.#loop.wakeIn(afterMs);
  }
}
