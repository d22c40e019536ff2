import { Inject, Injectable } from '@nestjs/common';
import { MediaSettled, newId } from '@duet/contracts';
import { Database } from '@duet/database';
import { Clock, type Log, publish, type Publish, Relay } from '@duet/messaging';
import { LOGGER } from '@duet/service-kit';
import { listComments, MAX_COMMENT_IDS } from '@duet/tiktok-api';
import type { AccountKey } from '../accounts/account.ts';
import { Describer } from '../lookups/describer.ts';
import { type MediaSeen, MediaFetchStore } from '../media/media-fetch.store.ts';
import { MediaFetcher } from '../media/media-fetcher.ts';
import { TikTok } from '../tiktok/tiktok.ts';
import { AccountCalls } from '../tokens/account-calls.ts';
import { type CommentImageLookup, CommentImageLookupStore } from './comment-image-lookup.store.ts';

const BATCH = 4 * MAX_COMMENT_IDS;
/** About a month of waits of an hour: an outage, or an account to be reconnected, loses no image. */
const MAX_ATTEMPTS = 720;

interface Inquiry {
  readonly key: AccountKey;
  readonly videoId: string;
  readonly lookups: readonly CommentImageLookup[];
}

/** A comment tells nothing of its image, TikTok's list does: up to 30 comments of one post in one call (FEED-25, H17). */
@Injectable()
export class CommentImages extends Describer<CommentImageLookup, Inquiry> {
  constructor(
    private readonly database: Database,
    queue: CommentImageLookupStore,
    private readonly fetches: MediaFetchStore,
    private readonly fetcher: MediaFetcher,
    private readonly calls: AccountCalls,
    private readonly tiktok: TikTok,
    relay: Relay,
    private readonly clock: Clock,
    @Inject(LOGGER) log: Log,
  ) {
    super({ name: 'comment-images', queue, batch: BATCH, maxAttempts: MAX_ATTEMPTS, database, relay, clock, log });
  }

  protected inquiriesFor(lookups: readonly CommentImageLookup[]): Inquiry[] {
    const byPost = Map.groupBy(lookups, ({ accountId, videoId }) => `${accountId} ${videoId}`).values();
    return [...byPost].flatMap((group) =>
      Array.from({ length: Math.ceil(group.length / MAX_COMMENT_IDS) }, (_none, index) =>
        group.slice(index * MAX_COMMENT_IDS, (index + 1) * MAX_COMMENT_IDS),
      ).flatMap((some) => some.slice(0, 1).map((key) => ({ key, videoId: key.videoId, lookups: some }))),
    );
  }

  protected async ask({ key, videoId, lookups }: Inquiry): Promise<Publish[]> {
    const commentIds = lookups.map(({ commentId }) => commentId);
    const query = { videoId, commentIds, maxCount: MAX_COMMENT_IDS };
    const { comments } = await this.calls.read(key, (access) =>
      listComments(this.tiktok.enrichment(`images of ${commentIds.join()}`), access, query),
    );
    const urls = new Map(comments.map(({ commentId, imageUrl }) => [commentId, imageUrl]));
    const seen = lookups.flatMap((lookup): MediaSeen[] => {
      const url = urls.get(lookup.commentId);
      return url ? [{ ...placeOf(lookup), source: { kind: 'address', url } }] : [];
    });
    await this.database.asWorker(async (tx) => {
      await this.fetches.enqueue(tx, seen, new Date());
      tx.afterCommit(() => this.fetcher.wake());
    });
    return lookups.flatMap((lookup) => (lookup.hasText || urls.get(lookup.commentId) ? [] : [this.#gone(lookup)]));
  }

  #gone({ workspaceId, channelId, commentId: externalId }: CommentImageLookup): Publish {
    const id = newId();
    const media = { state: 'gone' as const, reason: 'TikTok shows no picture for this comment.' };
    return publish(MediaSettled, {
      workspaceId,
      data: { channelId, externalId, media },
      cause: { id, correlationId: id },
      occurredAt: this.clock.now(),
    });
  }
}

const placeOf = ({ workspaceId, accountId, channelId, commentId }: CommentImageLookup) => ({
  workspaceId,
  accountId,
  channelId,
  externalId: commentId,
});
