import { Injectable } from '@nestjs/common';
import { type CommentReceived, type MessageReceived, reactions } from '@duet/contracts';
import type { Tx } from '@duet/database';
import { Clock, type Event, type Publish, ReactsTo } from '@duet/messaging';
import { ASK_AGAIN_AFTER_MS } from '../lookups/lookup.ts';
import type { Seen } from './contact-lookup.ts';
import { ContactLookupStore } from './contact-lookup.store.ts';
import { ContactDescriber } from './contact-describer.ts';

/** Notes who wrote; TikTok is asked later, and never in anybody's way. */
@Injectable()
export class DescribeContacts {
  constructor(
    private readonly lookups: ContactLookupStore,
    private readonly describer: ContactDescriber,
    private readonly clock: Clock,
  ) {}

  @ReactsTo(reactions.describeContacts)
  async handle(events: readonly Event<typeof MessageReceived | typeof CommentReceived>[], tx: Tx): Promise<Publish[]> {
    const seen = new Map(events.map(seenIn).map((one) => [`${one.accountId}/${one.externalId}`, one]));
    const askedSince = new Date(this.clock.now().getTime() - ASK_AGAIN_AFTER_MS);
    await this.lookups.enqueue(tx, [...seen.values()], new Date(), askedSince);
    tx.afterCommit(() => this.describer.wake());
    return [];
  }
}

function seenIn(event: Event<typeof MessageReceived | typeof CommentReceived>): Seen {
  const { workspaceId } = event;
  switch (event.type) {
    case 'ingestion.message.received': {
      const { accountId, channelId, sender, conversationId } = event.data;
      const place = { kind: 'conversation', conversationId } as const;
      return { workspaceId, accountId, channelId, externalId: sender.id, username: sender.username, place };
    }
    case 'ingestion.comment.received': {
      const { accountId, channelId, authorId, videoId, commentId } = event.data;
      const place = { kind: 'comment', videoId, commentId } as const;
      return { workspaceId, accountId, channelId, externalId: authorId, username: null, place };
    }
  }
}
