import { Inject, Injectable } from '@nestjs/common';
import { AuthorLearned, type OutgoingCard, Rejection, type Signal } from '@duet/contracts';
import { Database } from '@duet/database';
import { Clock, type Log, Questions } from '@duet/messaging';
import { CONFIG, type LeasedAccount, LOGGER } from '@duet/service-kit';
import {
  type AccountAccess,
  replyToComment,
  sendImage,
  type QuestionCard,
  sendSenderAction,
  sendTemplate,
  sendText,
  type TikTokClient,
  TikTokError,
  TikTokRateLimited,
  TikTokRefused,
  TikTokTokenRejected,
} from '@duet/tiktok-api';
import { AccountCalls, type Purpose } from '@duet/tiktok-budget';
import { ChannelStore } from '../channels/channel.store.ts';
import type { DeliveryConfig } from '../config.ts';
import type { Outbound, PlatformImage } from '../outbound/outbound.ts';
import { ImageUpload } from './image-upload.ts';

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
const PARKED_MS = 60_000;
const BACKOFF_LIMIT_MS = 60_000;

const backoffMs = (tries: number): number => Math.min(500 * 2 ** tries, BACKOFF_LIMIT_MS);

/** Hands one claimed message to its platform. Never throws for what the platform or the network did. */
@Injectable()
export class Transmit {
  readonly #calls: AccountCalls;
  readonly #questions: Questions;
  readonly #database: Database;
  readonly #channels: ChannelStore;
  readonly #images: ImageUpload;
  readonly #clock: Clock;
  readonly #timeoutMs: number;

  constructor(
    questions: Questions,
    database: Database,
    channels: ChannelStore,
    images: ImageUpload,
    clock: Clock,
    @Inject(CONFIG) config: DeliveryConfig,
    @Inject(LOGGER) log: Log,
  ) {
    this.#calls = new AccountCalls({
      service: 'delivery',
      tiktok: config,
      timeoutMs: config.SEND_TIMEOUT_MS,
      leaseMs: config.SEND_TIMEOUT_MS,
      database,
      questions,
      clock,
      log,
    });
    this.#questions = questions;
    this.#database = database;
    this.#channels = channels;
    this.#images = images;
    this.#clock = clock;
    this.#timeoutMs = config.SEND_TIMEOUT_MS;
  }

  /** Null when this attempt was given up before the message itself was sent. */
  async send(outbound: Outbound): Promise<Result | null> {
    if (outbound.channelType === 'plain')
      return { kind: 'sent', externalId: `plain:${outbound.id}`, sentAt: this.#clock.now() };
    let image: PlatformImage | null = null;
    let { leaseUntil } = outbound;
    if (outbound.image) {
      const upload = await this.#upload(outbound);
      if (upload.kind === 'too-late') return null;
      if (upload.kind !== 'uploaded') return upload;
      ({ image, leaseUntil } = upload);
    }
    try {
      return await this.#calls.run(outbound, purposeOf(outbound), (client, account) =>
        this.#isInTime(leaseUntil) ? this.#call(client, account, outbound, image) : Promise.resolve(null),
      );
    } catch (error) {
      return this.#resultOf(error, outbound.tries);
    }
  }

  /**
   * Whether an answer would still come within the lease. After it somebody else decides what became of the send, and
   * may let it be written again: then this process must not send it any more, however slow it was.
   */
  #isInTime(leaseUntil: Date | null): boolean {
    return leaseUntil !== null && Date.now() + this.#timeoutMs < leaseUntil.getTime();
  }

  async #upload(outbound: Outbound) {
    try {
      return await this.#calls.run(outbound, purposeOf(outbound), (client, account) =>
        this.#images.upload(client, account, outbound),
      );
    } catch (error) {
      const result = this.#resultOf(error, outbound.tries);
      // Whatever became of the upload, the message was not sent.
      const again = { kind: 'wait', waitingFor: 'platform', afterMs: backoffMs(outbound.tries) } as const;
      return result.kind === 'unknown' ? again : result;
    }
  }

  /** Reads from TikTok what somebody waits for. @throws as AccountCalls.run */
  read<T>(
    of: LeasedAccount,
    reading: { readonly work: string; readonly patienceMs: number },
    call: (client: TikTokClient, account: AccountAccess) => Promise<T>,
  ): Promise<T> {
    return this.#calls.run(of, { priority: 'read', ...reading }, call);
  }

  /** Shows a signal if its turn is now. @throws as `read` */
  signal(of: LeasedAccount, conversationId: string, signal: Signal): Promise<void> {
    const action = signal === 'typing' ? 'typing' : 'mark-read';
    return this.#calls.run(of, { priority: 'signal', patienceMs: PATIENCE_MS }, (client, account) =>
      sendSenderAction(client, account, { conversationId, action }),
    );
  }

  async #call(
    client: TikTokClient,
    account: AccountAccess,
    outbound: Outbound,
    image: PlatformImage | null,
  ): Promise<Result> {
    const { threadId, text, videoId } = outbound;
    if (outbound.channelType === 'tiktok_messenger') {
      const { messageId } = await sendDirect(client, account, outbound, image);
      return { kind: 'sent', externalId: messageId, sentAt: this.#clock.now() };
    }
    const body = image ? { image: { imageUri: image.id, width: image.width, height: image.height } } : { text };
    const place = { videoId: videoId ?? '', commentId: threadId };
    const created = await replyToComment(client, account, { ...place, body });
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
    if (error instanceof Rejection) {
      if (error.code === 'needs_reconnecting') return { kind: 'wait', waitingFor: 'token', afterMs: PARKED_MS };
      return { kind: 'wait', waitingFor: 'platform', afterMs: backoffMs(tries) };
    }
    if (error instanceof TikTokRateLimited) return { kind: 'wait', waitingFor: 'rate', afterMs: error.retry.afterMs };
    if (error instanceof TikTokTokenRejected) return { kind: 'wait', waitingFor: 'token', afterMs: PARKED_MS };
    if (!(error instanceof TikTokError) || error.performed === 'maybe') return { kind: 'unknown' };
    if (error.retry === 'never') {
      const said = error instanceof TikTokRefused ? ` TikTok says: ${error.tiktokMessage}` : '';
      return { kind: 'refused', code: failureCode(error), reason: `${error.advice}${said}` };
    }
    return {
      kind: 'wait',
      waitingFor: 'platform',
      afterMs: error.retry === 'backoff' ? backoffMs(tries) : error.retry.afterMs,
    };
  }
}

const questionCard = ({ kind, title, buttons }: OutgoingCard): QuestionCard => ({
  type: kind === 'url' ? 'link-card' : 'button-card',
  title,
  buttons: buttons.map((text) => ({ title: text })),
});

const failureCode = (error: TikTokError): string =>
  error instanceof TikTokRefused ? `tiktok_${error.code}` : 'tiktok_refused';

function sendDirect(
  client: TikTokClient,
  account: AccountAccess,
  { threadId: conversationId, text, card, referencedMessageId }: Outbound,
  image: PlatformImage | null,
): Promise<{ messageId: string }> {
  if (image) return sendImage(client, account, { conversationId, mediaId: image.id });
  if (card) return sendTemplate(client, account, { conversationId, card: questionCard(card) });
  const quote = referencedMessageId === null ? {} : { referencedMessageId };
  return sendText(client, account, { conversationId, text, ...quote });
}

const purposeOf = ({ id, actor }: Outbound): Purpose => ({
  priority: actor.kind === 'person' ? 'reply' : 'reply-bulk',
  work: id,
  patienceMs: PATIENCE_MS,
});
