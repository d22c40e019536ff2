import { Injectable } from '@nestjs/common';
import { Database } from '@duet/database';
import { type DirectMessage, listConversations, listMessages } from '@duet/tiktok-api';
import { echoed, received } from '../normalizing/facts.ts';
import type { Route } from '../routing/route.store.ts';
import { BareSignalStore } from './bare-signal.store.ts';
import { type Findings, type Listed, nothing, type Reading, workOf } from './findings.ts';
import type { Task } from './sweep.ts';
import { TikTokLists } from './tiktok-lists.ts';

type Of<Read extends Task['read']> = Extract<Task, { read: Read }>;

/** TikTok lists no more (portal docs 1832184415059970, 1832184425841170). */
const MOST_CONVERSATIONS = 100;
const MOST_MESSAGES = 20;

/** Reads conversations and their newest messages. */
@Injectable()
export class ReadMessages {
  readonly #tiktok: TikTokLists;
  readonly #database: Database;
  readonly #signals: BareSignalStore;

  constructor(tiktok: TikTokLists, database: Database, signals: BareSignalStore) {
    this.#tiktok = tiktok;
    this.#database = database;
    this.#signals = signals;
  }

  /** Conversations with news, the longest silent first: their reply windows close first. */
  async conversations(
    { type, cursor }: Of<'conversations'>,
    { sweep, progress: { sinceMs, startedAtMs } }: Reading,
  ): Promise<Findings> {
    const page = await this.#tiktok.read(sweep.route, workOf(sweep), (client, access) =>
      listConversations(client, access, { conversationType: type, limit: MOST_CONVERSATIONS, cursor }),
    );
    const news = page.conversations.filter(({ lastMessageAtMs }) => lastMessageAtMs > sinceMs);
    const visits = news
      .toSorted((a, b) => a.lastMessageAtMs - b.lastMessageAtMs)
      .map(({ conversationId }): Task => ({ read: 'messages', conversationId, isStranger: type === 'stranger' }));
    if (page.hasMore && page.cursor !== null && page.cursor > cursor) {
      return { ...nothing, next: [...visits, { read: 'conversations', type, cursor: page.cursor }] };
    }
    const oldestMs = Math.min(...page.conversations.map(({ lastMessageAtMs }) => lastMessageAtMs));
    const isCut = cursor + page.conversations.length >= MOST_CONVERSATIONS && oldestMs > sweep.sweptUntilMs;
    const beyond = { kind: 'conversations', threadId: '', fromMs: sweep.sweptUntilMs, toMs: oldestMs } as const;
    return { ...nothing, next: visits, gaps: isCut && oldestMs < startedAtMs ? [beyond] : [] };
  }

  async messages({ conversationId }: Of<'messages'>, { sweep, progress }: Reading): Promise<Findings> {
    const { route, sweptUntilMs } = sweep;
    const { messages } = await this.#tiktok.read(route, workOf(sweep), (client, access) =>
      listMessages(client, access, { conversationId }),
    );
    if (await this.#isExcluded(route, messages)) return nothing;
    const news = messages.filter(({ sentAtMs }) => sentAtMs > progress.sinceMs);
    const oldest = messages.reduce<DirectMessage | null>((a, b) => (a && a.sentAtMs <= b.sentAtMs ? a : b), null);
    const isCut = oldest !== null && messages.length >= MOST_MESSAGES && oldest.sentAtMs > sweptUntilMs;
    return {
      listed: news.filter(({ content }) => content.type !== 'reaction').map((message) => listed(message, route)),
      next: [],
      gaps: [],
      gapUnlessKnown: isCut
        ? {
            externalId: oldest.messageId,
            gap: { kind: 'messages', threadId: conversationId, fromMs: sweptUntilMs, toMs: oldest.sentAtMs },
          }
        : undefined,
    };
  }

  /** OPEN-18: what persons in excluded regions write is not read from the lists. A signal has its message's own time. */
  async #isExcluded({ openId }: Route, messages: readonly DirectMessage[]): Promise<boolean> {
    const sinceMs = Math.min(...messages.map(({ sentAtMs }) => sentAtMs));
    if (!Number.isFinite(sinceMs)) return false;
    const signals = await this.#database.asWorker((tx) => this.#signals.timesSince(tx, openId, sinceMs));
    return messages.some(({ from, sentAtMs }) => from.id !== openId && signals.has(sentAtMs));
  }
}

const listed = (message: DirectMessage, route: Route): Listed => ({
  externalId: message.messageId,
  atMs: message.sentAtMs,
  fact: (origin) =>
    message.from.id === route.openId ? echoed(message, route, origin) : received(message, route, origin),
});
