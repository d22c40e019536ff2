import { Injectable } from '@nestjs/common';
import { type MessageReacted, reactions } from '@duet/contracts';
import type { Tx } from '@duet/database';
import { Clock, type Event, type Publish, ReactsTo } from '@duet/messaging';
import { MessageStore } from '../threads/message.store.ts';
import { decideMessageUpdated } from '../tickets/ticket.ts';
import { TicketChanges } from '../tickets/ticket-changes.ts';
import { TicketStore } from '../tickets/ticket.store.ts';
import { ReactionStore } from './reaction.store.ts';

/** Shows what was put on a message: no message of its own, no ticket, no reply window (DM-30). */
@Injectable()
export class FollowReactions {
  readonly #reactions: ReactionStore;
  readonly #messages: MessageStore;
  readonly #tickets: TicketStore;
  readonly #clock: Clock;

  constructor(reactionStore: ReactionStore, messages: MessageStore, tickets: TicketStore, clock: Clock) {
    this.#reactions = reactionStore;
    this.#messages = messages;
    this.#tickets = tickets;
    this.#clock = clock;
  }

  @ReactsTo(reactions.followReactions)
  async handle(events: readonly Event<typeof MessageReacted>[], tx: Tx): Promise<Publish[]> {
    const concerned = await this.#messages.known(tx, await this.#reactions.save(tx, events));
    const tickets = concerned.flatMap(({ workspaceId, ticketId }) => (ticketId ? [{ workspaceId, id: ticketId }] : []));
    const changes = new TicketChanges(await this.#tickets.lockAll(tx, tickets), this.#clock.now());
    for (const { message, view } of await this.#messages.findViews(tx, concerned)) {
      const cause = events.find(({ data }) => data.messageId === message.externalId);
      if (cause && message.ticketId)
        changes.change(message.ticketId, cause, (before) => decideMessageUpdated(before, view));
    }
    return changes.save(tx, this.#tickets);
  }
}
