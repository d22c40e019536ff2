import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { commentContent, type Content } from '@duet/contracts';
import { Database } from '@duet/database';
import { Clock, type Log, Loop } from '@duet/messaging';
import { CONFIG, LOGGER } from '@duet/service-kit';
import {
  type AccountAccess,
  listMessages,
  listReplies,
  type MessageContent,
  type TikTokClient,
} from '@duet/tiktok-api';
import type { DeliveryConfig } from '../config.ts';
import { isTheSame } from '../echoes/match.ts';
import type { Outbound } from '../outbound/outbound.ts';
import { OutboundStore } from '../outbound/outbound.store.ts';
import { Record } from '../sending/record.ts';
import { SenderSignal } from '../sending/sender-signal.ts';
import { Transmit } from '../sending/transmit.ts';

interface Listed {
  readonly externalId: string;
  readonly content: Content;
  readonly sentAt: Date;
  readonly mayBeOurs: boolean;
}

const POLL_MS = 1_000;
const PATIENCE_MS = 1_000;
/** Seconds are all that comment lists give. */
const SECOND_MS = 1_000;

/** Ends the doubt about sends (H14): expired leases become unconfirmed, and TikTok's lists prove the one or the other. */
@Injectable()
export class Prover implements OnApplicationBootstrap, OnApplicationShutdown {
  readonly #database: Database;
  readonly #outbound: OutboundStore;
  readonly #record: Record;
  readonly #transmit: Transmit;
  readonly #signal: SenderSignal;
  readonly #clock: Clock;
  readonly #config: DeliveryConfig;
  readonly #log: Log;
  readonly #loop: Loop;

  constructor(
    database: Database,
    outbound: OutboundStore,
    record: Record,
    transmit: Transmit,
    signal: SenderSignal,
    clock: Clock,
    @Inject(CONFIG) config: DeliveryConfig,
    @Inject(LOGGER) log: Log,
  ) {
    this.#database = database;
    this.#outbound = outbound;
    this.#record = record;
    this.#transmit = transmit;
    this.#signal = signal;
    this.#clock = clock;
    this.#config = config;
    this.#log = log;
    this.#loop = new Loop({
      name: 'prover',
      pass: () => this.#pass(),
      pollMs: Math.min(POLL_MS, config.PROOF_RETRY_MS),
      log,
    });
  }

  onApplicationBootstrap(): void {
    this.#loop.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.#loop.stop();
  }

  async #pass(): Promise<'idle'> {
    const realNow = new Date();
    const expired = await this.#database.asWorker((tx) => this.#outbound.expired(tx, realNow));
    for (const outbound of expired) await this.#record.expired(outbound);
    const retryAt = new Date(realNow.getTime() + this.#config.PROOF_RETRY_MS);
    const doubtful = await this.#database.asWorker((tx) => this.#outbound.takeForProof(tx, realNow, retryAt));
    await Promise.all(doubtful.map((outbound) => this.#prove(outbound)));
    if (expired.length + doubtful.length > 0) this.#signal.wake();
    return 'idle';
  }

  async #prove(outbound: Outbound): Promise<void> {
    try {
      const { listed, reachesBack } = await this.#read(outbound);
      for (const found of listed) {
        if (!found.mayBeOurs || !isTheSame(found, outbound)) continue;
        if (await this.#record.proven(outbound, { ...found, provenBy: 'list' })) return;
      }
      if (reachesBack)
        await this.#record.notSent(outbound, { reason: 'TikTok does not have this message. You can send it again.' });
    } catch (error) {
      this.#log.warn(
        { err: error, messageId: outbound.id },
        'the outcome of a send could not be looked up; trying again',
      );
    }
  }

  /** TikTok's own list around the attempt. Without reaching back before it, a missing message proves nothing. */
  #read(outbound: Outbound): Promise<{ listed: Listed[]; reachesBack: boolean }> {
    const reading = { work: `proof of ${outbound.id}`, patienceMs: PATIENCE_MS };
    return this.#transmit.read(outbound, reading, (client, account) => this.#list(client, account, outbound));
  }

  async #list(
    client: TikTokClient,
    account: AccountAccess,
    outbound: Outbound,
  ): Promise<{ listed: Listed[]; reachesBack: boolean }> {
    const startedAt = outbound.startedAt ?? this.#clock.now();
    if (outbound.channelType === 'tiktok_messenger') {
      const { messages } = await listMessages(client, account, { conversationId: outbound.threadId });
      const listed = messages.map((message): Listed => ({
        externalId: message.messageId,
        content: contentOf(message.content),
        sentAt: new Date(message.sentAtMs),
        mayBeOurs: message.from.role === 'business' && (message.source === 'api' || message.source === null),
      }));
      const oldest = listed.reduce((min, { sentAt }) => Math.min(min, sentAt.getTime()), Number.POSITIVE_INFINITY);
      return { listed, reachesBack: listed.length < 20 || oldest <= startedAt.getTime() };
    }
    const page = await listReplies(client, account, {
      videoId: outbound.videoId ?? '',
      commentId: outbound.threadId,
      sortField: 'create_time',
      sortOrder: 'desc',
      maxCount: 30,
    });
    const listed = page.comments.map((comment): Listed => ({
      externalId: comment.commentId,
      content: comment.imageUrl === null ? { type: 'text', text: comment.text ?? '' } : commentContent(''),
      sentAt: new Date(comment.createdAtMs + SECOND_MS - 1),
      mayBeOurs: comment.isByOwner ?? false,
    }));
    const oldest = listed.reduce((min, { sentAt }) => Math.min(min, sentAt.getTime()), Number.POSITIVE_INFINITY);
    return { listed, reachesBack: !page.hasMore || oldest <= startedAt.getTime() };
  }
}

function contentOf(content: MessageContent): Content {
  if (content.type === 'text') return content;
  if (content.type === 'image') return { type: 'image', platformMediaId: content.mediaId, url: null };
  if (content.type === 'template') {
    const [card] = content.cards;
    return { type: 'card', title: card?.title ?? '', buttons: card?.buttons.map(({ title }) => title ?? '') ?? [] };
  }
  return { type: 'unsupported', original: content.type };
}
