import { Injectable } from '@nestjs/common';
import {
  type DeliveryView,
  type MessageFailed,
  type MessageObserved,
  type MessageSent,
  type MessageUnconfirmed,
  type MessageWaiting,
  newId,
  reactions,
  TicketWindowChanged,
  type WindowChanged,
} from '@duet/contracts';
import type { Tx } from '@duet/database';
import { Clock, type Event, type Publish, ReactsTo } from '@duet/messaging';
import { knownMedia, MediaStateStore } from '../media/media-state.store.ts';
import { ConversationStore, threadKey } from '../threads/conversation.store.ts';
import { EditStore } from '../threads/edit.store.ts';
import { type Message, messageView, newerDelivery, newerProof } from '../threads/message.ts';
import { MessageStore } from '../threads/message.store.ts';
import { decideMessageAdded, decideMessageUpdated, tell } from '../tickets/ticket.ts';
import { TicketChanges } from '../tickets/ticket-changes.ts';
import { TicketStore } from '../tickets/ticket.store.ts';
import { latestTickets } from './latest-tickets.ts';
import { WindowStore, windowView } from './window.store.ts';

type Progress = Event<typeof MessageWaiting | typeof MessageSent | typeof MessageFailed | typeof MessageUnconfirmed>;
type Observed = Event<typeof MessageObserved>;
type Windows = Event<typeof WindowChanged>;

/** Shows how outgoing messages fare, what was written in TikTok's own app, and what is left of reply windows. */
@Injectable()
export class FollowDelivery {
  readonly #conversations: ConversationStore;
  readonly #messages: MessageStore;
  readonly #tickets: TicketStore;
  readonly #windows: WindowStore;
  readonly #edits: EditStore;
  readonly #media: MediaStateStore;
  readonly #clock: Clock;

  constructor(
    conversations: ConversationStore,
    messages: MessageStore,
    tickets: TicketStore,
    windows: WindowStore,
    edits: EditStore,
    media: MediaStateStore,
    clock: Clock,
  ) {
    this.#conversations = conversations;
    this.#messages = messages;
    this.#tickets = tickets;
    this.#windows = windows;
    this.#edits = edits;
    this.#media = media;
    this.#clock = clock;
  }

  @ReactsTo(reactions.followDelivery)
  async handle(events: readonly (Progress | Observed | Windows)[], tx: Tx): Promise<Publish[]> {
    const observed = events.filter((event) => event.type === 'delivery.message.observed');
    const windows = events.filter((event) => event.type === 'delivery.window.changed');
    const progress = events.filter(
      (event) => event.type !== 'delivery.message.observed' && event.type !== 'delivery.window.changed',
    );
    const ours = await this.#messages.findAll(
      tx,
      progress.map(({ workspaceId, data }) => ({ workspaceId, id: data.messageId })),
    );
    const foreign = await this.#place(observed, tx);
    const moved = await this.#windows.merge(tx, windows.map(windowNews));
    const media = await this.#media.expect(
      tx,
      foreign.map(({ message }) => message),
    );
    const latest = await latestTickets(tx, [
      ...observed.map(({ workspaceId, data }) => ({ workspaceId, ...data })),
      ...moved,
    ]);
    const locked = await this.#tickets.lockAll(tx, [
      ...ours.flatMap(({ workspaceId, ticketId }) => (ticketId ? [{ workspaceId, id: ticketId }] : [])),
      ...[...latest.values()].map(({ workspaceId, ticketId }) => ({ workspaceId, id: ticketId })),
    ]);
    const now = this.#clock.now();
    const changes = new TicketChanges(locked, now);
    await this.#advance(progress, new Map(ours.map((message) => [message.id, message])), changes, tx);
    for (const { event, message } of foreign) {
      const ticketId = latest.get(threadKey({ workspaceId: event.workspaceId, ...event.data }))?.ticketId ?? null;
      await this.#messages.insert(tx, [{ ...message, ticketId }]);
      if (ticketId)
        changes.change(ticketId, event, (before) =>
          decideMessageAdded(
            before,
            messageView({ ...message, ticketId }, undefined, knownMedia(media, message)),
            'live',
            now,
          ),
        );
    }
    for (const { cause, ...window } of moved) {
      const ticketId = latest.get(threadKey(window))?.ticketId;
      if (ticketId)
        changes.change(ticketId, cause, (before) => tell(before, TicketWindowChanged, { window: windowView(window) }));
    }
    return changes.save(tx, this.#tickets);
  }

  /** Messages written elsewhere that stand in no thread yet; their threads are made and locked. */
  async #place(events: readonly Observed[], tx: Tx): Promise<{ event: Observed; message: Message }[]> {
    if (events.length === 0) return [];
    const threads = [
      ...Map.groupBy(events, ({ workspaceId, data }) => threadKey({ workspaceId, ...data })).values(),
    ].flatMap((group) => group.slice(0, 1));
    const accounts = await tx.query<{ id: string; account_id: string }>(
      'SELECT id, account_id FROM channels WHERE id = ANY($1)',
      [threads.map(({ data }) => data.channelId)],
    );
    const accountOf = new Map(accounts.map(({ id, account_id }) => [id, account_id]));
    const conversations = await this.#conversations.upsert(
      tx,
      threads.map(({ workspaceId, data }) => ({
        workspaceId,
        channelId: data.channelId,
        accountId: accountOf.get(data.channelId) ?? data.channelId,
        threadId: data.threadId,
        videoId: data.comment?.videoId ?? null,
        lastInbound: null,
      })),
    );
    const known = await this.#messages.known(
      tx,
      events.map(({ workspaceId, data }) => ({ workspaceId, ...data })),
    );
    const seen = new Set(known.map(({ externalId }) => externalId));
    return events.flatMap((event) => {
      const { workspaceId, data } = event;
      const conversation = conversations.get(threadKey({ workspaceId, ...data }));
      if (!conversation || seen.has(data.externalId)) return [];
      seen.add(data.externalId);
      const message: Message = {
        workspaceId,
        id: newId(),
        conversationId: conversation.id,
        ticketId: null,
        channelId: data.channelId,
        direction: 'out',
        externalId: data.externalId,
        author: { kind: 'platform', id: null, name: null },
        content: data.content,
        referencedId: null,
        sentAt: new Date(data.sentAt),
        source: data.source,
        comment: data.comment,
        delivery: null,
      };
      return [{ event, message }];
    });
  }

  async #advance(
    events: readonly Progress[],
    messages: Map<string, Message>,
    changes: TicketChanges,
    tx: Tx,
  ): Promise<void> {
    const changed = new Map<string, Progress>();
    for (const event of events) {
      const message = messages.get(event.data.messageId);
      if (!message?.delivery) continue;
      const delivery = newerDelivery(message.delivery, deliveryOf(event));
      const sent = event.type === 'delivery.message.sent' ? newerProof(message, event.data) : null;
      if (!delivery && !sent) continue;
      const after = { ...message, ...sent, delivery: delivery ?? message.delivery };
      messages.set(after.id, after);
      changed.set(after.id, event);
    }
    const advanced = [...messages.values()].filter(({ id }) => changed.has(id));
    await this.#messages.saveDeliveries(tx, advanced);
    const replaced = (await this.#edits.of(tx, advanced)).map(({ workspaceId, id, replaces }) => {
      const event = changed.get(id);
      if (event) changed.set(replaces, event);
      return { workspaceId, id: replaces };
    });
    for (const { message, view } of await this.#messages.findViews(tx, [...advanced, ...replaced])) {
      const event = changed.get(message.id);
      if (event && message.ticketId)
        changes.change(message.ticketId, event, (before) => decideMessageUpdated(before, view));
    }
  }
}

const windowNews = (event: Windows) => ({
  cause: event,
  workspaceId: event.workspaceId,
  channelId: event.data.channelId,
  threadId: event.data.threadId,
  expiresAt: new Date(event.data.expiresAt),
  remaining: event.data.remaining,
  tiers: event.data.tiers,
  version: event.data.version,
});

function deliveryOf(event: Progress): DeliveryView {
  const base = { attempt: event.data.attempt, waitingFor: null, failure: null };
  switch (event.type) {
    case 'delivery.message.waiting':
      return { ...base, status: 'queued', waitingFor: event.data.waitingFor };
    case 'delivery.message.unconfirmed':
      return { ...base, status: 'unconfirmed' };
    case 'delivery.message.failed':
      return { ...base, status: 'failed', failure: { code: event.data.code, reason: event.data.reason } };
    case 'delivery.message.sent':
      return { ...base, status: 'sent' };
  }
}
