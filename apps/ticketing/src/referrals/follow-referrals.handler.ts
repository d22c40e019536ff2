import { Injectable } from '@nestjs/common';
import { type CustomerReferred, reactions, TicketReferred } from '@duet/contracts';
import type { Tx } from '@duet/database';
import { Clock, type Event, type Publish, ReactsTo } from '@duet/messaging';
import { ConversationStore, threadKey } from '../threads/conversation.store.ts';
import { tell } from '../tickets/ticket.ts';
import { TicketChanges } from '../tickets/ticket-changes.ts';
import { TicketStore } from '../tickets/ticket.store.ts';
import { referralKey, ReferralStore } from './referral.store.ts';

/**
 * Keeps what led customers here. It belongs to the conversation's open ticket; where there is none, since the
 * customer is still to write, the next ticket takes it.
 */
@Injectable()
export class FollowReferrals {
  readonly #conversations: ConversationStore;
  readonly #referrals: ReferralStore;
  readonly #tickets: TicketStore;
  readonly #clock: Clock;

  constructor(conversations: ConversationStore, referrals: ReferralStore, tickets: TicketStore, clock: Clock) {
    this.#conversations = conversations;
    this.#referrals = referrals;
    this.#tickets = tickets;
    this.#clock = clock;
  }

  @ReactsTo(reactions.followReferrals)
  async handle(events: readonly Event<typeof CustomerReferred>[], tx: Tx): Promise<Publish[]> {
    const news = eachOnce(events.map(newsOf));
    const conversations = await this.#conversations.upsert(tx, [
      ...new Map(news.map((one) => [threadKey(one), one])).values(),
    ]);
    const open = await this.#tickets.lockOpen(tx, [...conversations.values()]);
    const byConversation = new Map(open.map(({ conversationId, id }) => [conversationId, id]));
    const placed = news.map((one) => ({
      ...one,
      ticketId: byConversation.get(conversations.get(threadKey(one))?.id ?? '') ?? null,
    }));
    const kept = await this.#referrals.keep(tx, placed);
    const newest = await this.#referrals.newest(tx, open);
    const changes = new TicketChanges(open, this.#clock.now());
    for (const one of placed) {
      const { ticketId, referral, cause } = one;
      if (ticketId === null || !kept.has(referralKey(one))) continue;
      if (newest.get(ticketId)?.referredAt !== referral.referredAt) continue;
      changes.change(ticketId, cause, (before) => tell(before, TicketReferred, { referral }));
    }
    return changes.save(tx, this.#tickets);
  }
}

const newsOf = (event: Event<typeof CustomerReferred>) => ({
  cause: event,
  workspaceId: event.workspaceId,
  channelId: event.data.channelId,
  accountId: event.data.accountId,
  threadId: event.data.conversationId,
  referral: event.data.referral,
  videoId: null,
  lastInbound: null,
});

type News = ReturnType<typeof newsOf>;

const eachOnce = (news: readonly News[]): News[] => [...new Map(news.map((one) => [referralKey(one), one])).values()];
