import { Injectable } from '@nestjs/common';
import { type PostDescribed, reactions, TicketPostChanged } from '@duet/contracts';
import type { Tx } from '@duet/database';
import { Clock, type Event, type Publish, ReactsTo } from '@duet/messaging';
import { tell } from '../tickets/ticket.ts';
import { TicketChanges } from '../tickets/ticket-changes.ts';
import { TicketStore } from '../tickets/ticket.store.ts';
import { PostStore } from './post.store.ts';

/** Shows on tickets of comments what the post is (FEED-22). */
@Injectable()
export class FollowPosts {
  readonly #posts: PostStore;
  readonly #tickets: TicketStore;
  readonly #clock: Clock;

  constructor(posts: PostStore, tickets: TicketStore, clock: Clock) {
    this.#posts = posts;
    this.#tickets = tickets;
    this.#clock = clock;
  }

  @ReactsTo(reactions.followPosts)
  async handle(events: readonly Event<typeof PostDescribed>[], tx: Tx): Promise<Publish[]> {
    const changed = await this.#posts.save(
      tx,
      events.map((event) => ({
        cause: event,
        workspaceId: event.workspaceId,
        ...event.data,
        at: new Date(event.occurredAt),
      })),
    );
    const locked = await this.#tickets.lockOpenUnder(tx, changed);
    const changes = new TicketChanges(
      locked.map(({ ticket }) => ticket),
      this.#clock.now(),
    );
    for (const { ticket, post: news } of locked) {
      const { cause, post } = news;
      changes.change(ticket.id, cause, (before) => tell(before, TicketPostChanged, { post }));
    }
    return changes.save(tx, this.#tickets);
  }
}
