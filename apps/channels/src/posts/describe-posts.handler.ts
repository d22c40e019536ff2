import { Injectable } from '@nestjs/common';
import { type CommentReceived, reactions } from '@duet/contracts';
import type { Tx } from '@duet/database';
import { Clock, type Event, type Publish, ReactsTo } from '@duet/messaging';
import { ASK_AGAIN_AFTER_MS } from '../lookups/lookup.ts';
import { PostDescriber } from './post-describer.ts';
import { PostLookupStore } from './post-lookup.store.ts';

/** Notes which posts are commented on; TikTok is asked later, and never in anybody's way (FEED-22). */
@Injectable()
export class DescribePosts {
  constructor(
    private readonly lookups: PostLookupStore,
    private readonly describer: PostDescriber,
    private readonly clock: Clock,
  ) {}

  @ReactsTo(reactions.describePosts)
  async handle(events: readonly Event<typeof CommentReceived>[], tx: Tx): Promise<Publish[]> {
    const posts = new Map(
      events.map(({ workspaceId, data: { accountId, channelId, videoId } }) => [
        `${accountId}/${videoId}`,
        { workspaceId, accountId, channelId, videoId },
      ]),
    );
    const askedSince = new Date(this.clock.now().getTime() - ASK_AGAIN_AFTER_MS);
    await this.lookups.enqueue(tx, [...posts.values()], new Date(), askedSince);
    tx.afterCommit(() => this.describer.wake());
    return [];
  }
}
