import { Inject, Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { MediaSettled, type MediaView, newId } from '@duet/contracts';
import { Database } from '@duet/database';
import { Clock, type Log, Loop, publish, Relay, writeOutbox } from '@duet/messaging';
import { CONFIG, failpoint, LOGGER } from '@duet/service-kit';
import { DiskStorage, type Storage } from '@duet/storage';
import type { ChannelsConfig } from '../config.ts';
import { decideOnFailure, type MediaFetch, MediaGone } from './media-fetch.ts';
import { MediaFetchStore } from './media-fetch.store.ts';
import { MediaReader } from './media-reader.ts';
import { sniffed } from './sniffed.ts';

const POLL_MS = 1_000;
const IN_FLIGHT = 4;

type Settled = Exclude<MediaView, { state: 'pending' }>;

/**
 * Fetches pictures and videos into our storage, a few at a time. What fails waits for its next turn; a process that
 * dies leaves its lease to end. The file's id is the row's, so that however often it is tried there is one file.
 */
@Injectable()
export class MediaFetcher implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #loop: Loop;
  readonly #storage: Storage;
  readonly #inFlight = new Set<Promise<void>>();

  constructor(
    private readonly database: Database,
    private readonly fetches: MediaFetchStore,
    private readonly reader: MediaReader,
    private readonly relay: Relay,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: ChannelsConfig,
    @Inject(LOGGER) private readonly log: Log,
  ) {
    this.#storage = new DiskStorage(config.MEDIA_FOLDER);
    this.#loop = new Loop({ name: 'fetch-media', pass: () => this.#pass(), pollMs: POLL_MS, log });
  }

  onApplicationBootstrap(): void {
    this.#loop.start();
  }

  wake(): void {
    this.#loop.wake();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.#loop.stop();
    await Promise.all(this.#inFlight);
  }

  async #pass(): Promise<'idle'> {
    const free = IN_FLIGHT - this.#inFlight.size;
    if (free <= 0) return 'idle';
    const now = Date.now();
    const leaseEndsAt = new Date(now + 2 * this.config.MEDIA_TIMEOUT_MS);
    const claimed = await this.database.asWorker((tx) => this.fetches.claim(tx, new Date(now), leaseEndsAt, free));
    for (const fetch of claimed) {
      const done = this.#fetch(fetch).finally(() => {
        this.#inFlight.delete(done);
        this.#loop.wake();
      });
      this.#inFlight.add(done);
    }
    return 'idle';
  }

  async #fetch(fetch: MediaFetch): Promise<void> {
    try {
      const media = await this.#keep(fetch);
      failpoint('channels.media-kept');
      await this.#settle(fetch, media);
    } catch (error) {
      await this.#fail(fetch, error).catch((cause: unknown) => {
        this.log.error({ err: cause, media: fetch.id }, 'a fetch could not be recorded; its lease will end');
      });
    }
  }

  async #keep(fetch: MediaFetch): Promise<Settled> {
    const { body } = await this.reader.open(fetch);
    const { type, bytes } = await sniffed(body);
    if (type === null) throw new MediaGone('What TikTok gave is neither a picture nor a video.');
    const about = { mediaId: fetch.id, contentType: type, maxBytes: this.config.MEDIA_MAX_BYTES };
    const { mediaId, contentType, size, width, height } = await this.#storage.put(fetch.workspaceId, bytes, about);
    return { state: 'stored', mediaId, contentType, size, width, height };
  }

  async #settle(fetch: MediaFetch, media: Settled): Promise<void> {
    await this.database.asWorker(async (tx) => {
      if (!(await this.fetches.settle(tx, fetch, media.state))) return;
      const { workspaceId, channelId, externalId } = fetch;
      const id = newId();
      const news = publish(MediaSettled, {
        workspaceId,
        data: { channelId, externalId, media },
        cause: { id, correlationId: id },
        occurredAt: this.clock.now(),
      });
      await writeOutbox(tx, [news]);
      tx.afterCommit(() => this.relay.wake());
    });
  }

  async #fail(fetch: MediaFetch, error: unknown): Promise<void> {
    const realNow = new Date();
    const failure = decideOnFailure(error, fetch, realNow);
    if (failure.kind !== 'turn')
      this.log.warn({ err: error, media: fetch.id, failure }, 'a picture or video could not be fetched');
    if (failure.kind === 'gone') return this.#settle(fetch, { state: 'gone', reason: failure.reason });
    const at = new Date(realNow.getTime() + failure.afterMs);
    if (failure.kind === 'turn') {
      await this.database.asWorker((tx) => this.fetches.giveBack(tx, fetch, at));
      return this.#loop.wakeIn(failure.afterMs);
    }
    await this.database.asWorker((tx) => this.fetches.postpone(tx, fetch, at));
  }
}
