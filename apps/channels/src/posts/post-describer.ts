import { Inject, Injectable } from '@nestjs/common';
import { iso, newId, PostDescribed, type PostView } from '@duet/contracts';
import { Database } from '@duet/database';
import { Clock, type Log, publish, type Publish, Relay } from '@duet/messaging';
import { LOGGER } from '@duet/service-kit';
import { listPosts, MAX_POST_IDS, type Post } from '@duet/tiktok-api';
import type { AccountKey } from '../accounts/account.ts';
import { Describer } from '../lookups/describer.ts';
import { TikTok } from '../tiktok/tiktok.ts';
import { AccountCalls } from '../tokens/account-calls.ts';
import { type PostLookup, PostLookupStore } from './post-lookup.store.ts';

interface Inquiry {
  readonly account: AccountKey;
  readonly lookups: readonly PostLookup[];
}

/** What commented posts show, up to 20 of an account in one call. */
@Injectable()
export class PostDescriber extends Describer<PostLookup, Inquiry> {
  constructor(
    database: Database,
    queue: PostLookupStore,
    private readonly calls: AccountCalls,
    private readonly tiktok: TikTok,
    relay: Relay,
    private readonly clock: Clock,
    @Inject(LOGGER) log: Log,
  ) {
    super({ name: 'describe-posts', queue, batch: MAX_POST_IDS, database, relay, clock, log });
  }

  protected inquiriesFor(lookups: readonly PostLookup[]): Inquiry[] {
    const byAccount = Map.groupBy(lookups, ({ accountId }) => accountId).values();
    return [...byAccount].flatMap((group) => group.slice(0, 1).map((account) => ({ account, lookups: group })));
  }

  /** TikTok shows public posts only; of others it says nothing. */
  protected async ask({ account, lookups }: Inquiry): Promise<Publish[]> {
    const videoIds = lookups.map(({ videoId }) => videoId);
    const query = { videoIds, maxCount: MAX_POST_IDS };
    const { posts } = await this.calls.read(account, (access) =>
      listPosts(this.tiktok.enrichment(videoIds.join()), access, query),
    );
    const found = new Map(posts.map((post) => [post.videoId, post]));
    return lookups.flatMap(({ workspaceId, channelId, videoId }) => {
      const post = found.get(videoId);
      if (!post) return [];
      const id = newId();
      const data = { channelId, videoId, post: viewOf(post) };
      const cause = { id, correlationId: id };
      return [publish(PostDescribed, { workspaceId, data, cause, occurredAt: this.clock.now() })];
    });
  }
}

const viewOf = ({ mediaType, caption, shareUrl, createdAtMs }: Post): PostView => ({
  mediaType,
  caption,
  url: shareUrl,
  postedAt: createdAtMs === null ? null : iso(createdAtMs),
});
