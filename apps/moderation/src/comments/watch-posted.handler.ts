import { Injectable } from '@nestjs/common';
import { type MessageSent, reactions } from '@duet/contracts';
import type { Tx } from '@duet/database';
import { Clock, type Event, type Publish, ReactsTo } from '@duet/messaging';
import { ActionStore } from '../actions/action.store.ts';
import { CommentChanges, type Stores } from './comment-changes.ts';
import { CommentStore } from './comment.store.ts';
import { decideOnPosted } from './decide-on-posted.ts';

/** Watches the comments that were posted from here until TikTok shows them to everybody. */
@Injectable()
export class WatchPosted {
  readonly #stores: Stores;
  readonly #clock: Clock;

  constructor(comments: CommentStore, actions: ActionStore, clock: Clock) {
    this.#stores = { comments, actions };
    this.#clock = clock;
  }

  @ReactsTo(reactions.watchPosted)
  async handle(events: readonly Event<typeof MessageSent>[], tx: Tx): Promise<Publish[]> {
    const posted = events.flatMap((event) => {
      const { comment: place, externalId: commentId, sentAt, provenBy } = event.data;
      // Where a person says that it arrived, nobody knows under which id.
      if (!place || provenBy === 'person') return [];
      return [{ comment: { workspaceId: event.workspaceId, commentId, ...place }, cause: event, at: new Date(sentAt) }];
    });
    const changes = await CommentChanges.begin(tx, this.#stores, posted);
    for (const { comment, cause, at } of posted) {
      const { id, correlationId } = cause;
      changes.apply(comment, (known) => ({ comment: decideOnPosted(known, { id, at, correlationId }), concluded: [] }));
    }
    return changes.save(tx, this.#clock.now());
  }
}
