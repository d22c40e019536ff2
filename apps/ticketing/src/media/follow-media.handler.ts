import { Injectable } from '@nestjs/common';
import { type MediaSettled, reactions } from '@duet/contracts';
import type { Tx } from '@duet/database';
import { Clock, type Event, type Publish, ReactsTo } from '@duet/messaging';
import { MessageStore } from '../threads/message.store.ts';
import { decideMessageUpdated } from '../tickets/ticket.ts';
import { TicketChanges } from '../tickets/ticket-changes.ts';
import { TicketStore } from '../tickets/ticket.store.ts';
import { MediaStateStore } from './media-state.store.ts';

/** Shows pictures and videos once they are in our storage, or that they are not to be had (DM-04, DM-09, FEED-25). */
@Injectable()
export class FollowMedia {
  readonly #states: MediaStateStore;
  readonly #messages: MessageStore;
  readonly #tickets: TicketStore;
  readonly #clock: Clock;

  constructor(states: MediaStateStore, messages: MessageStore, tickets: TicketStore, clock: Clock) {
    this.#states = states;
    this.#messages = messages;
    this.#tickets = tickets;
    this.#clock = clock;
  }

  @ReactsTo(reactions.followMedia)
  async handle(events: readonly Event<typeof MediaSettled>[], tx: Tx): Promise<Publish[]> {
    const messages = await this.#messages.known(tx, await this.#states.save(tx, events));
    const shown = messages.flatMap(({ id, workspaceId, externalId, ticketId }) =>
      ticketId === null ? [] : [{ id, workspaceId, externalId, ticketId }],
    );
    const tickets = shown.map(({ workspaceId, ticketId }) => ({ workspaceId, id: ticketId }));
    const changes = new TicketChanges(await this.#tickets.lockAll(tx, tickets), this.#clock.now());
    for (const { id, externalId, ticketId } of shown) {
      const cause = events.find(({ data }) => data.externalId === externalId);
      const { view } = await this.#messages.find(tx, id);
      if (cause) changes.change(ticketId, cause, (before) => decideMessageUpdated(before, view));
    }
    return changes.save(tx, this.#tickets);
  }
}
