import { Injectable } from '@nestjs/common';
import { type CommentModerated, reactions } from '@duet/contracts';
import type { Tx } from '@duet/database';
import { Clock, type Event, type Publish, ReactsTo } from '@duet/messaging';
import { MessageStore } from '../threads/message.store.ts';
import { decideMessageUpdated } from '../tickets/ticket.ts';
import { TicketChanges } from '../tickets/ticket-changes.ts';
import { TicketStore } from '../tickets/ticket.store.ts';
import { CommentStateStore } from './comment-state.store.ts';

/** Shows what moderation confirmed, wishes for or could not do (MOD-18, MOD-24). */
@Injectable()
export class FollowModeration {
  readonly #states: CommentStateStore;
  readonly #messages: MessageStore;
  readonly #tickets: TicketStore;
  readonly #clock: Clock;

  constructor(states: CommentStateStore, messages: MessageStore, tickets: TicketStore, clock: Clock) {
    this.#states = states;
    this.#messages = messages;
    this.#tickets = tickets;
    this.#clock = clock;
  }

  @ReactsTo(reactions.followModeration)
  async handle(events: readonly Event<typeof CommentModerated>[], tx: Tx): Promise<Publish[]> {
    const changed = await this.#states.save(tx, events);
    const keys = changed.map(({ commentId, ...key }) => ({ ...key, externalId: commentId }));
    const messages = (await this.#messages.known(tx, keys)).filter(({ ticketId }) => ticketId !== null);
    const tickets = messages.map(({ workspaceId, ticketId }) => ({ workspaceId, id: ticketId ?? '' }));
    const changes = new TicketChanges(await this.#tickets.lockAll(tx, tickets), this.#clock.now());
    for (const message of messages) {
      const cause = events.find(({ data }) => data.commentId === message.externalId);
      const { view } = await this.#messages.find(tx, message.id);
      if (cause) changes.change(message.ticketId ?? '', cause, (before) => decideMessageUpdated(before, view));
    }
    return changes.save(tx, this.#tickets);
  }
}
