import { Injectable } from '@nestjs/common';
import { type CommentModerated, reactions } from '@duet/contracts';
import type { Tx } from '@duet/database';
import { Clock, type Event, type Publish, ReactsTo } from '@duet/messaging';
import { EditStore } from '../threads/edit.store.ts';
import { MessageStore } from '../threads/message.store.ts';
import { decideMessageUpdated } from '../tickets/ticket.ts';
import { TicketChanges } from '../tickets/ticket-changes.ts';
import { TicketStore } from '../tickets/ticket.store.ts';
import { CommentStateStore } from './comment-state.store.ts';

/** Shows what moderation confirmed, wishes for or could not do (MOD-18, MOD-24), also on a comment that replaces the one it is about. */
@Injectable()
export class FollowModeration {
  readonly #states: CommentStateStore;
  readonly #messages: MessageStore;
  readonly #edits: EditStore;
  readonly #tickets: TicketStore;
  readonly #clock: Clock;

  constructor(states: CommentStateStore, messages: MessageStore, edits: EditStore, tickets: TicketStore, clock: Clock) {
    this.#states = states;
    this.#messages = messages;
    this.#edits = edits;
    this.#tickets = tickets;
    this.#clock = clock;
  }

  @ReactsTo(reactions.followModeration)
  async handle(events: readonly Event<typeof CommentModerated>[], tx: Tx): Promise<Publish[]> {
    const changed = await this.#states.save(tx, events);
    const keys = changed.map(({ commentId, ...key }) => ({ ...key, externalId: commentId }));
    const messages = await this.#messages.known(tx, keys);
    const causes = new Map(
      messages.flatMap(({ id, externalId }) => {
        const cause = events.find(({ data }) => data.commentId === externalId);
        return cause ? [[id, cause]] : [];
      }),
    );
    const edits = await this.#edits.replacing(tx, messages);
    for (const { id, replaces } of edits) {
      const cause = causes.get(replaces);
      if (cause) causes.set(id, cause);
    }
    const shown = (await this.#messages.findAll(tx, [...messages, ...edits])).flatMap(({ workspaceId, ticketId }) =>
      ticketId === null ? [] : [{ workspaceId, id: ticketId }],
    );
    const changes = new TicketChanges(await this.#tickets.lockAll(tx, shown), this.#clock.now());
    for (const { message, view } of await this.#messages.findViews(tx, [...messages, ...edits])) {
      const cause = causes.get(message.id);
      if (cause && message.ticketId !== null)
        changes.change(message.ticketId, cause, (before) => decideMessageUpdated(before, view));
    }
    return changes.save(tx, this.#tickets);
  }
}
