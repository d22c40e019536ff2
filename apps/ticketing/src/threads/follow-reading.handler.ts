import { Injectable } from '@nestjs/common';
import { type ConversationRead, iso, reactions, TicketSeen } from '@duet/contracts';
import type { Tx } from '@duet/database';
import { Clock, type Event, type Publish, ReactsTo } from '@duet/messaging';
import { latestTickets } from '../delivery/latest-tickets.ts';
import { tell } from '../tickets/ticket.ts';
import { TicketChanges } from '../tickets/ticket-changes.ts';
import { TicketStore } from '../tickets/ticket.store.ts';
import { ConversationStore, threadKey } from './conversation.store.ts';

/** Shows how far the customer has read. The news may come before the messages that were read. */
@Injectable()
export class FollowReading {
  readonly #conversations: ConversationStore;
  readonly #tickets: TicketStore;
  readonly #clock: Clock;

  constructor(conversations: ConversationStore, tickets: TicketStore, clock: Clock) {
    this.#conversations = conversations;
    this.#tickets = tickets;
    this.#clock = clock;
  }

  @ReactsTo(reactions.followReading)
  async handle(events: readonly Event<typeof ConversationRead>[], tx: Tx): Promise<Publish[]> {
    const marks = events.map((event) => ({
      cause: event,
      workspaceId: event.workspaceId,
      channelId: event.data.channelId,
      accountId: event.data.accountId,
      threadId: event.data.conversationId,
      seenUpTo: new Date(event.data.readUpTo),
    }));
    const newest = [...Map.groupBy(marks, threadKey).values()].map((group) =>
      group.reduce((a, b) => (b.seenUpTo > a.seenUpTo ? b : a)),
    );
    const moved = await this.#conversations.markSeen(tx, newest);
    const latest = await latestTickets(tx, moved);
    const locked = await this.#tickets.lockAll(
      tx,
      [...latest.values()].map(({ workspaceId, ticketId }) => ({ workspaceId, id: ticketId })),
    );
    const changes = new TicketChanges(locked, this.#clock.now());
    for (const { cause, seenUpTo, ...thread } of moved) {
      const ticketId = latest.get(threadKey(thread))?.ticketId;
      if (ticketId)
        changes.change(ticketId, cause, (before) => tell(before, TicketSeen, { seenUpTo: iso(seenUpTo.getTime()) }));
    }
    return changes.save(tx, this.#tickets);
  }
}
