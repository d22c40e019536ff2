import { Injectable } from '@nestjs/common';
import {
  channelRules,
  type ChannelType,
  type Content,
  newId,
  type Origin,
  type ReplyWindow,
  wholeWindow,
} from '@duet/contracts';
import type { Tx } from '@duet/database';
import { type Cause, Clock, type Publish } from '@duet/messaging';
import { ChannelStore } from '../channels/channel.store.ts';
import { contactKey, ContactStore } from '../contacts/contact.store.ts';
import { WindowStore, windowView } from '../delivery/window.store.ts';
import { knownMedia, MediaStateStore } from '../media/media-state.store.ts';
import { type PostKey, postKey, PostStore } from '../posts/post.store.ts';
import { ReactionStore } from '../reactions/reaction.store.ts';
import { ReferralStore } from '../referrals/referral.store.ts';
import { type Conversation, ConversationStore, threadKey } from '../threads/conversation.store.ts';
import { type Message, messageView, referenceView } from '../threads/message.ts';
import { MessageStore } from '../threads/message.store.ts';
import { decideMessageAdded, decideOpened, newTicket } from '../tickets/ticket.ts';
import { TicketChanges } from '../tickets/ticket-changes.ts';
import { TicketStore } from '../tickets/ticket.store.ts';
import { ticketView, untouched } from '../tickets/ticket-view.ts';

/** One message or comment of a customer, whatever channel it came through. */
export interface Inbound {
  readonly cause: Cause;
  readonly workspaceId: string;
  readonly accountId: string;
  readonly channelId: string;
  /** Used while the channel itself is not known here yet. */
  readonly channelType: ChannelType;
  readonly threadId: string;
  readonly externalId: string;
  readonly author: { readonly id: string; readonly username: string | null };
  readonly content: Content;
  /** The platform's id of the earlier message that this one answers. */
  readonly referencedId: string | null;
  readonly sentAt: Date;
  readonly comment: { readonly videoId: string; readonly parentCommentId: string | null } | null;
  readonly origin: Origin;
}

/**
 * Puts customers' messages into their threads and opens or joins tickets. A whole batch is folded in memory, each row
 * written once; locks are taken in the order contact, conversation, window, ticket (H6).
 */
@Injectable()
export class TakeIn {
  readonly #contacts: ContactStore;
  readonly #conversations: ConversationStore;
  readonly #messages: MessageStore;
  readonly #tickets: TicketStore;
  readonly #channels: ChannelStore;
  readonly #windows: WindowStore;
  readonly #media: MediaStateStore;
  readonly #posts: PostStore;
  readonly #reactions: ReactionStore;
  readonly #referrals: ReferralStore;
  readonly #clock: Clock;

  constructor(
    contacts: ContactStore,
    conversations: ConversationStore,
    messages: MessageStore,
    tickets: TicketStore,
    channels: ChannelStore,
    windows: WindowStore,
    media: MediaStateStore,
    posts: PostStore,
    reactions: ReactionStore,
    referrals: ReferralStore,
    clock: Clock,
  ) {
    this.#contacts = contacts;
    this.#conversations = conversations;
    this.#messages = messages;
    this.#tickets = tickets;
    this.#channels = channels;
    this.#windows = windows;
    this.#media = media;
    this.#posts = posts;
    this.#reactions = reactions;
    this.#referrals = referrals;
    this.#clock = clock;
  }

  async handle(batch: readonly Inbound[], tx: Tx): Promise<Publish[]> {
    const contacts = await this.#contacts.upsert(tx, contactNews(batch));
    const conversations = await this.#conversations.upsert(tx, threadNews(batch));
    const fresh = await this.#fresh(tx, batch);
    const media = await this.#media.expect(tx, fresh);
    const early = await this.#reactions.early(tx, fresh);
    const quoted = await this.#messages.quoted(tx, fresh);
    const types = await this.#channels.types(tx, fresh);
    const typeOf = (inbound: Inbound): ChannelType => types.get(inbound.channelId) ?? inbound.channelType;
    const joins = (inbound: Inbound): boolean => channelRules[typeOf(inbound)].ticketPer === 'conversation';
    const conversationOf = (inbound: Inbound): Conversation => must(conversations.get(threadKey(inbound)));

    const windows = await this.#openWindows(tx, fresh, conversationOf, typeOf);
    const posts = await this.#posts.findAll(tx, fresh.flatMap(postOf));
    const open = await this.#tickets.lockOpen(tx, unique(fresh.filter(joins).map(conversationOf)));
    const referrals = await this.#referrals.waiting(tx, fresh.filter(joins));
    const openByConversation = new Map(open.map((ticket) => [ticket.conversationId, ticket.id]));
    const now = this.#clock.now();
    const changes = new TicketChanges(open, now);
    const messages: Message[] = [];
    const referred: (Inbound & { ticketId: string })[] = [];
    const numbers = await this.#numbers(
      tx,
      fresh,
      (inbound) => (joins(inbound) ? conversationOf(inbound).id : null),
      openByConversation,
    );

    for (const inbound of fresh) {
      const conversation = conversationOf(inbound);
      const contact = must(contacts.get(contactKey({ ...inbound, externalId: inbound.author.id })));
      const id = newId();
      const joined = joins(inbound) ? openByConversation.get(conversation.id) : undefined;
      const ticketId = joined ?? (inbound.origin === 'imported' ? null : newId());
      const message = messageOf(inbound, id, conversation.id, ticketId);
      const window = windows.get(threadKey(inbound)) ?? null;
      const [post = null] = postOf(inbound).map((key) => posts.get(postKey(key)) ?? null);
      messages.push(message);
      if (ticketId === null) continue;
      if (joined === undefined) {
        if (joins(inbound)) openByConversation.set(conversation.id, ticketId);
        const ticket = newTicket({
          workspaceId: inbound.workspaceId,
          id: ticketId,
          number: must(numbers.get(inbound.workspaceId)).take(),
          channelId: inbound.channelId,
          channelType: typeOf(inbound),
          conversationId: conversation.id,
          contactId: contact.id,
          subjectMessageId: joins(inbound) ? null : id,
          message: inbound,
          now,
        });
        const referral = referrals.get(threadKey(inbound)) ?? null;
        if (referral) referred.push({ ...inbound, ticketId });
        const { seenUpTo } = conversation;
        const view = (state: typeof ticket) =>
          ticketView(state, { ...untouched, contact, window, post, seenUpTo, referral });
        changes.open(ticket, inbound.cause, (opened) => decideOpened(opened, view, inbound.origin));
      }
      changes.change(ticketId, inbound.cause, (before) =>
        decideMessageAdded(
          before,
          messageView(message, undefined, knownMedia(media, inbound), {
            reference: referenceView(message, quoted),
            reactions: early.get(`${inbound.channelId}/${inbound.externalId}`) ?? [],
          }),
          inbound.origin,
          now,
          opensWindow(inbound, conversation) && window ? windowView(window) : undefined,
        ),
      );
    }
    await this.#messages.insert(tx, messages);
    const published = await changes.save(tx, this.#tickets);
    await this.#referrals.attach(tx, referred);
    return published;
  }

  /** Those that stand in no thread yet, each once, oldest first by TikTok's time. */
  async #fresh(tx: Tx, batch: readonly Inbound[]): Promise<Inbound[]> {
    const known = new Set(
      (await this.#messages.known(tx, batch)).map(({ channelId, externalId }) => `${channelId}/${externalId}`),
    );
    const inOrder = batch.toSorted(inOrderOfTime);
    return inOrder.filter(({ channelId, externalId }) => {
      const key = `${channelId}/${externalId}`;
      if (known.has(key)) return false;
      known.add(key);
      return true;
    });
  }

  /** The reply windows that these messages open, or that delivery told of before; by `threadKey`. */
  async #openWindows(
    tx: Tx,
    fresh: readonly Inbound[],
    conversationOf: (inbound: Inbound) => Conversation,
    typeOf: (inbound: Inbound) => ChannelType,
  ): Promise<Map<string, ReplyWindow>> {
    const news = fresh.flatMap((inbound) => {
      const window = opensWindow(inbound, conversationOf(inbound)) && wholeWindow(typeOf(inbound), inbound.sentAt);
      const { workspaceId, channelId, threadId } = inbound;
      return window ? [{ workspaceId, channelId, threadId, ...window, version: 0 }] : [];
    });
    const opened = await this.#windows.merge(tx, news);
    const windows = new Map<string, ReplyWindow>(opened.map((window) => [threadKey(window), window]));
    const others = fresh.filter(
      (inbound) => channelRules[typeOf(inbound)].window !== null && !windows.has(threadKey(inbound)),
    );
    for (const [key, window] of await this.#windows.findAll(tx, others)) windows.set(key, window);
    return windows;
  }

  /** Reserves the ticket numbers that this batch needs, in one step for each workspace. */
  async #numbers(
    tx: Tx,
    fresh: readonly Inbound[],
    joinedConversation: (inbound: Inbound) => string | null,
    open: ReadonlyMap<string, string>,
  ): Promise<Map<string, { take(): number }>> {
    const numbers = new Map<string, { take(): number }>();
    const live = fresh.filter(({ origin }) => origin !== 'imported');
    for (const [workspaceId, group] of inOrderOfKeys(Map.groupBy(live, (inbound) => inbound.workspaceId))) {
      const opening = new Set(
        group.map((inbound) => joinedConversation(inbound) ?? inbound.externalId).filter((key) => !open.has(key)),
      );
      if (opening.size === 0) continue;
      let next = await this.#tickets.takeNumbers(tx, workspaceId, opening.size);
      numbers.set(workspaceId, { take: () => next++ });
    }
    return numbers;
  }
}

const messageOf = (inbound: Inbound, id: string, conversationId: string, ticketId: string | null): Message => ({
  workspaceId: inbound.workspaceId,
  id,
  conversationId,
  ticketId,
  channelId: inbound.channelId,
  direction: 'in',
  externalId: inbound.externalId,
  author: { kind: 'customer', id: inbound.author.id, name: inbound.author.username },
  content: inbound.content,
  referencedId: inbound.referencedId,
  sentAt: inbound.sentAt,
  source: null,
  comment: inbound.comment,
  delivery: null,
});

function contactNews(batch: readonly Inbound[]) {
  const news = batch.map((inbound) => ({
    ...inbound,
    externalId: inbound.author.id,
    username: inbound.author.username,
    at: inbound.sentAt,
  }));
  return [...Map.groupBy(news, contactKey).values()].map((group) => {
    const named = group.filter(({ username }) => username !== null);
    return (named.length > 0 ? named : group).reduce((a, b) => (b.at > a.at ? b : a));
  });
}

/** A customer's own message moves the conversation's last inbound; comments open no window (WIN-24). */
function threadNews(batch: readonly Inbound[]) {
  return [...Map.groupBy(batch, threadKey).values()].map((group) => {
    const newest = group.reduce((a, b) => (inOrderOfTime(a, b) < 0 ? b : a));
    return {
      ...newest,
      videoId: newest.comment?.videoId ?? null,
      lastInbound: newest.comment ? null : { messageId: newest.externalId, at: newest.sentAt },
    };
  });
}

/** The post that a comment stands under; none for a direct message. */
const postOf = ({ workspaceId, channelId, comment }: Inbound): PostKey[] =>
  comment ? [{ workspaceId, channelId, videoId: comment.videoId }] : [];

/** The customer's newest message in the conversation. */
const opensWindow = (inbound: Inbound, { lastInbound }: Conversation): boolean =>
  lastInbound?.messageId === inbound.externalId;

/** By TikTok's time; what came in one millisecond by TikTok's ids. */
const inOrderOfTime = (a: Inbound, b: Inbound): number =>
  a.sentAt.getTime() - b.sentAt.getTime() || (a.externalId < b.externalId ? -1 : 1);

const inOrderOfKeys = <T>(groups: Map<string, T>): [string, T][] =>
  [...groups].toSorted(([a], [b]) => (a < b ? -1 : 1));

const unique = (conversations: readonly Conversation[]): Conversation[] => [
  ...new Map(conversations.map((conversation) => [conversation.id, conversation])).values(),
];

function must<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('a row that was just written is missing');
  return value;
}
