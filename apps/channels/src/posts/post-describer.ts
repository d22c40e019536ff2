import { Inject, Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { iso, newId, PostDescribed } from '@duet/contracts';
import { Database } from '@duet/database';
import { Clock, type Log, Loop, publish, type Publish, Relay, writeOutbox } from '@duet/messaging';
import { LOGGER } from '@duet/service-kit';
import { listPosts, MAX_POST_IDS, type Post, TikTokRateLimited } from '@duet/tiktok-api';
import { MAX_ATTEMPTS, waitBeforeNext } from '../contacts/contact-lookup.ts';
import { TikTok } from '../tiktok/tiktok.ts';
import { AccountCalls } from '../tokens/account-calls.ts';
import { type PostLookup, PostLookupStore } from './post-lookup.store.ts';

const POLL_MS = 1_000;
const LEASE_MS = 120_000;

/** Asks TikTok in the background what commented posts show, up to 20 of an account at once. */
@Injectable()
export class PostDescriber implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #loop: Loop;

  constructor(
    private readonly database: Database,
    private readonly lookups: PostLookupStore,
    private readonly calls: AccountCalls,
    private readonly tiktok: TikTok,
    private readonly relay: Relay,
    private readonly clock: Clock,
    @Inject(LOGGER) private readonly log: Log,
  ) {
    this.#loop = new Loop({ name: 'describe-posts', pass: () => this.#pass(), pollMs: POLL_MS, log });
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
      this.lookups.claim(tx, new Date(now), new Date(now + LEASE_MS), MAX_POST_IDS),
    );
    for (const group of Map.groupBy(claimed, ({ accountId }) => accountId).values()) await this.#describe(group);
    return claimed.length === MAX_POST_IDS ? 'again' : 'idle';
  }

  async #describe(lookups: readonly PostLookup[]): Promise<void> {
    const [first] = lookups;
    if (!first) return;
    const videoIds = lookups.map(({ videoId }) => videoId);
    try {
      const query = { videoIds, maxCount: MAX_POST_IDS };
      const { posts } = await this.calls.read(first, (access) =>
        listPosts(this.tiktok.enrichment(videoIds.join()), access, query),
      );
      await this.#record(lookups, new Map(posts.map((post) => [post.videoId, post])));
    } catch (error) {
      await this.#postpone(lookups, error);
    }
  }

  async #record(lookups: readonly PostLookup[], found: ReadonlyMap<string, Post>): Promise<void> {
    await this.database.asWorker(async (tx) => {
      await this.lookups.finish(tx, lookups, this.clock.now());
      const news = lookups.flatMap((lookup) => this.#news(lookup, found.get(lookup.videoId)));
      await writeOutbox(tx, news);
      tx.afterCommit(() => this.relay.wake());
    });
  }

  /** TikTok shows public posts only; of others it says nothing. */
  #news({ workspaceId, channelId, videoId }: PostLookup, post: Post | undefined): Publish[] {
    if (!post) return [];
    const id = newId();
    const view = {
      mediaType: post.mediaType,
      caption: post.caption,
      url: post.shareUrl,
      postedAt: post.createdAtMs === null ? null : iso(post.createdAtMs),
    };
    return [
      publish(PostDescribed, {
        workspaceId,
        data: { channelId, videoId, post: view },
        cause: { id, correlationId: id },
        occurredAt: this.clock.now(),
      }),
    ];
  }

  async #postpone(lookups: readonly PostLookup[], error: unknown): Promise<void> {
    if (error instanceof TikTokRateLimited) return this.#queue(lookups, error.retry.afterMs);
    const over = lookups.filter(({ attempts }) => attempts >= MAX_ATTEMPTS);
    const waiting = lookups.filter(({ attempts }) => attempts < MAX_ATTEMPTS);
    const attempts = Math.max(1, ...waiting.map((lookup) => lookup.attempts));
    await this.database.asWorker(async (tx) => {
      await this.lookups.finish(tx, over, this.clock.now());
      await this.lookups.postpone(tx, waiting, new Date(Date.now() + waitBeforeNext(attempts)));
    });
    this.log.warn({ err: error, posts: lookups.length }, 'posts could not be described');
  }

  /** Nothing failed: the turn of these has not come. */
  async #queue(lookups: readonly PostLookup[], afterMs: number): Promise<void> {
    const at = new Date(Date.now() + afterMs);
    await this.database.asWorker((tx) => this.lookups.giveBack(tx, lookups, at));
    this.#loop.wakeIn(afterMs);
  }
}
