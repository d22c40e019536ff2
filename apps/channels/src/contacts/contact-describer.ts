import { Inject, Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { ContactDescribed, newId } from '@duet/contracts';
import { Database } from '@duet/database';
import { Clock, type Log, Loop, publish, type Publish, Relay, writeOutbox } from '@duet/messaging';
import { LOGGER } from '@duet/service-kit';
import { TikTokRateLimited } from '@duet/tiktok-api';
import { type ContactLookup, type Description, MAX_ATTEMPTS, waitBeforeNext } from './contact-lookup.ts';
import { ContactLookupStore } from './contact-lookup.store.ts';
import { ContactReader, inquiriesFor, type Inquiry } from './contact-reader.ts';

const BATCH = 60;
const POLL_MS = 1_000;
const LEASE_MS = 120_000;

/** Asks TikTok for names and pictures in the background. A failure waits its turn and holds nobody up. */
@Injectable()
export class ContactDescriber implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #loop: Loop;

  constructor(
    private readonly database: Database,
    private readonly lookups: ContactLookupStore,
    private readonly reader: ContactReader,
    private readonly relay: Relay,
    private readonly clock: Clock,
    @Inject(LOGGER) private readonly log: Log,
  ) {
    this.#loop = new Loop({ name: 'describe-contacts', pass: () => this.#pass(), pollMs: POLL_MS, log });
  }

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
    const now = Date.now();
    const claimed = await this.database.asWorker((tx) =>
      this.lookups.claim(tx, new Date(now), new Date(now + LEASE_MS), BATCH),
    );
    for (const inquiry of inquiriesFor(claimed)) await this.#inquire(inquiry);
    return claimed.length === BATCH ? 'again' : 'idle';
  }

  async #inquire(inquiry: Inquiry): Promise<void> {
    try {
      await this.#record(inquiry.lookups, await this.reader.read(inquiry));
    } catch (error) {
      await this.#postpone(inquiry.lookups, error);
    }
  }

  async #record(lookups: readonly ContactLookup[], found: ReadonlyMap<string, Description>): Promise<void> {
    await this.database.asWorker(async (tx) => {
      await this.lookups.finish(tx, lookups, this.clock.now());
      await writeOutbox(
        tx,
        lookups.flatMap((lookup) => this.#news(lookup, found.get(lookup.externalId))),
      );
      tx.afterCommit(() => this.relay.wake());
    });
  }

  #news(lookup: ContactLookup, description: Description | undefined): Publish[] {
    if (!description) return [];
    const { workspaceId, accountId, channelId, externalId, username } = lookup;
    const id = newId();
    return [
      publish(ContactDescribed, {
        workspaceId,
        data: { accountId, channelId, externalId, ...description, username: description.username ?? username },
        cause: { id, correlationId: id },
        occurredAt: this.clock.now(),
        personKey: externalId,
      }),
    ];
  }

  async #postpone(lookups: readonly ContactLookup[], error: unknown): Promise<void> {
    if (error instanceof TikTokRateLimited) return this.#queue(lookups, error.retry.afterMs);
    const [over, waiting] = [
      lookups.filter(({ attempts }) => attempts >= MAX_ATTEMPTS),
      lookups.filter(({ attempts }) => attempts < MAX_ATTEMPTS),
    ];
    const attempts = Math.max(1, ...waiting.map((lookup) => lookup.attempts));
    const at = new Date(Date.now() + waitBeforeNext(attempts));
    await this.database.asWorker(async (tx) => {
      await this.lookups.finish(tx, over, this.clock.now());
      await this.lookups.postpone(tx, waiting, at);
    });
    this.log.warn({ err: error, contacts: lookups.length }, 'contacts could not be described');
  }

  /** Nothing failed: the turn of these has not come. */
  async #queue(lookups: readonly ContactLookup[], afterMs: number): Promise<void> {
    const at = new Date(Date.now() + afterMs);
    await this.database.asWorker((tx) => this.lookups.giveBack(tx, lookups, at));
    this.#loop.wakeIn(afterMs);
  }
}
