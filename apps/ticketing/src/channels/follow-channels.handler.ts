import { Injectable } from '@nestjs/common';
import { type ChannelChanged, type ContactDescribed, reactions, TicketContactChanged } from '@duet/contracts';
import type { Tx } from '@duet/database';
import { Clock, type Event, type Publish, ReactsTo } from '@duet/messaging';
import { contactKey, ContactStore } from '../contacts/contact.store.ts';
import { tell } from '../tickets/ticket.ts';
import { TicketChanges } from '../tickets/ticket-changes.ts';
import { TicketStore } from '../tickets/ticket.store.ts';
import { ChannelStore } from './channel.store.ts';

/** Keeps channels and customers' names as `channels` tells them. */
@Injectable()
export class FollowChannels {
  readonly #channels: ChannelStore;
  readonly #contacts: ContactStore;
  readonly #tickets: TicketStore;
  readonly #clock: Clock;

  constructor(channels: ChannelStore, contacts: ContactStore, tickets: TicketStore, clock: Clock) {
    this.#channels = channels;
    this.#contacts = contacts;
    this.#tickets = tickets;
    this.#clock = clock;
  }

  @ReactsTo(reactions.followChannels)
  async handle(events: readonly Event<typeof ChannelChanged | typeof ContactDescribed>[], tx: Tx): Promise<Publish[]> {
    const described: Event<typeof ContactDescribed>[] = [];
    for (const event of events) {
      if (event.type === 'channels.contact.described') described.push(event);
      else
        await this.#channels.save(tx, {
          ...event.data,
          workspaceId: event.workspaceId,
          id: event.data.channelId,
          type: event.data.channelType,
        });
    }
    return described.length > 0 ? this.#describe(described, tx) : [];
  }

  async #describe(events: readonly Event<typeof ContactDescribed>[], tx: Tx): Promise<Publish[]> {
    const news = events.map(({ workspaceId, data, occurredAt }) => ({
      workspaceId,
      ...data,
      at: new Date(occurredAt),
    }));
    const newest = [...Map.groupBy(news, contactKey).values()].map((group) =>
      group.reduce((a, b) => (b.at > a.at ? b : a)),
    );
    const contacts = [...(await this.#contacts.upsert(tx, newest)).values()];
    const rows = await tx.query<{ workspace_id: string; id: string; contact_id: string }>(
      `SELECT workspace_id, id, contact_id FROM tickets WHERE contact_id = ANY($1) AND status <> 'resolved'`,
      [contacts.map(({ id }) => id)],
    );
    const changes = new TicketChanges(
      await this.#tickets.lockAll(
        tx,
        rows.map(({ workspace_id, id }) => ({ workspaceId: workspace_id, id })),
      ),
      this.#clock.now(),
    );
    for (const { id, contact_id } of rows) {
      const contact = contacts.find((candidate) => candidate.id === contact_id);
      const cause = events.find(({ data }) => data.externalId === contact?.externalId);
      if (contact && cause) changes.change(id, cause, (before) => tell(before, TicketContactChanged, { contact }));
    }
    return changes.save(tx, this.#tickets);
  }
}
