import { Inject, Injectable } from '@nestjs/common';
import { AuthorLearned, Rejection } from '@duet/contracts';
import { Database } from '@duet/database';
import { Clock, type Log, Questions } from '@duet/messaging';
import { CONFIG, LOGGER, TokenLeases } from '@duet/service-kit';
import {
  type AccountAccess,
  createTikTokClient,
  replyToComment,
  sendText,
  type TikTokClient,
  TikTokError,
  TikTokRateLimited,
  TikTokRefused,
  TikTokTokenRejected,
} from '@duet/tiktok-api';
import { PacedTikTok, RateBudget } from '@duet/tiktok-budget';
import { ChannelStore } from '../channels/channel.store.ts';
import type { DeliveryConfig } from '../config.ts';
import type { Outbound } from '../outbound/outbound.ts';

/** What came of one call to TikTok. */
export type Result =
  | { readonly kind: 'sent'; readonly externalId: string; readonly sentAt: Date }
  /** Nothing was sent; the same message may be sent later. */
  | { readonly kind: 'wait'; readonly waitingFor: 'rate' | 'token' | 'platform'; readonly afterMs: number }
  | { readonly kind: 'refused'; readonly code: string; readonly reason: string }
  /** TikTok may have taken it: nobody knows. */
  | { readonly kind: 'unknown' };

/** A turn this near is waited for with the message in hand; for a later one the message goes back into its lane. */
const PATIENCE_MS = 250;
const PROOF_PATIENCE_MS = 1_000;
const PARKED_MS = 60_000;
const BACKOFF_LIMIT_MS = 60_000;

/** Hands one claimed message to its platform. Never throws for what the platform or the network did. */
@Injectable()
export class Transmit {
  readonly #tiktok: PacedTikTok;
  readonly #leases: TokenLeases;
  readonly #questions: Questions;
  readonly #database: Database;
  readonly #channels: ChannelStore;
  readonly #clock: Clock;

  constructor(
    questions: Questions,
    database: Database,
    channels: ChannelStore,
    clock: Clock,
    @Inject(CONFIG) config: DeliveryConfig,
    @Inject(LOGGER) log: Log,
  ) {
    const client = createTikTokClient({
      baseUrl: config.TIKTOK_BASE_URL,
      clientKey: config.TIKTOK_CLIENT_KEY,
      clientSecret: config.TIKTOK_CLIENT_SECRET,
      timeoutMs: config.SEND_TIMEOUT_MS,
    });
    this.#tiktok = new PacedTikTok(client, new RateBudget(database, config.TIKTOK_CLIENT_KEY), log);
    this.#leases = new TokenLeases(questions, 'delivery');
    this.#questions = questions;
    this.#database = database;
    this.#channels = channels;
    this.#clock = clock;
  }

  async send(outbound: Outbound): Promise<Result> {
    if (outbound.channelType === 'plain')
      return { kind: 'sent', externalId: `plain:${outbound.id}`, sentAt: this.#clock.now() };
    try {
      const lease = await this.#leases.lease(outbound);
      try {
        return await this.#call(outbound, { businessId: lease.openId, accessToken: lease.accessToken });
      } catch (error) {
        if (!(error instanceof TikTokTokenRejected)) throw error;
        const fresh = await this.#leases.refused(lease);
        return await this.#call(outbound, { businessId: fresh.openId, accessToken: fresh.accessToken });
      }
    } catch (error) {
      return this.#resultOf(error, outbound.tries);
    }
  }

  /** The account's access, for reading the lists that tell what became of a message. */
  async access(outbound: Outbound): Promise<{ client: TikTokClient; account: AccountAccess }> {
    const { openId, accessToken } = await this.#leases.lease(outbound);
    const client = this.#tiktok.for({
      priority: 'read',
      work: `proof of ${outbound.id}`,
      patienceMs: PROOF_PATIENCE_MS,
    });
    return { client, account: { businessId: openId, accessToken } };
  }

  async #call(outbound: Outbound, account: AccountAccess): Promise<Result> {
    const { threadId, text, videoId, referencedMessageId, actor } = outbound;
    const priority = actor.kind === 'person' ? 'reply' : 'reply-bulk';
    const client = this.#tiktok.for({ priority, work: outbound.id, patienceMs: PATIENCE_MS });
    if (outbound.channelType === 'tiktok_messenger') {
      const quote = referencedMessageId === null ? {} : { referencedMessageId };
      const { messageId } = await sendText(client, account, { conversationId: threadId, text, ...quote });
      return { kind: 'sent', externalId: messageId, sentAt: this.#clock.now() };
    }
    const created = await replyToComment(client, account, {
      videoId: videoId ?? '',
      commentId: threadId,
      body: { text },
    });
    if (created.uniqueIdentifier) await this.#learnAuthor(outbound, created.uniqueIdentifier);
    return { kind: 'sent', externalId: created.commentId, sentAt: this.#clock.now() };
  }

  /** The only place where TikTok tells under which id our own comments come back (H12). */
  async #learnAuthor(outbound: Outbound, commentAuthorId: string): Promise<void> {
    const known = await this.#database.asWorker((tx) => this.#channels.commentAuthorId(tx, outbound));
    if (known === commentAuthorId) return;
    const actor = {
      kind: 'system',
      id: 'delivery',
      name: 'delivery',
      role: 'owner',
      workspaceId: outbound.workspaceId,
    } as const;
    await this.#questions
      .ask(AuthorLearned, { accountId: outbound.accountId, commentAuthorId }, actor)
      .catch(() => undefined);
  }

  #resultOf(error: unknown, tries: number): Result {
    const backoffMs = Math.min(500 * 2 ** tries, BACKOFF_LIMIT_MS);
    if (error instanceof Rejection) {
      if (error.code === 'needs_reconnecting') return { kind: 'wait', waitingFor: 'token', afterMs: PARKED_MS };
      return { kind: 'wait', waitingFor: 'platform', afterMs: backoffMs };
    }
    if (error instanceof TikTokRateLimited) return { kind: 'wait', waitingFor: 'rate', afterMs: error.retry.afterMs };
    if (error instanceof TikTokTokenRejected) return { kind: 'wait', waitingFor: 'token', afterMs: PARKED_MS };
    if (!(error instanceof TikTokError) || error.performed === 'maybe') return { kind: 'unknown' };
    if (error instanceof TikTokRefused && error.retry === 'never') {
      return {
        kind: 'refused',
        code: `tiktok_${error.code}`,
        reason: `${error.explanation} TikTok says: ${error.tiktokMessage}`,
      };
    }
    if (error.retry === 'never')
      return { kind: 'refused', code: 'tiktok_refused', reason: 'TikTok did not take this request.' };
    return {
      kind: 'wait',
      waitingFor: 'platform',
      afterMs: error.retry === 'backoff' ? backoffMs : error.retry.afterMs,
    };
  }
}
