import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Database } from '@duet/database';
import { Clock, type Log, Questions } from '@duet/messaging';
import { CONFIG, type LeasedAccount, type LeasedToken, LOGGER, TokenLeases } from '@duet/service-kit';
import {
  type AccountAccess,
  createTikTokClient,
  deleteComment,
  listComments,
  setCommentHidden,
  TikTokRefused,
  TikTokTokenRejected,
} from '@duet/tiktok-api';
import { PacedTikTok, RateBudget } from '@duet/tiktok-budget';
import type { Action, CommentRef } from '../comments/comment.ts';
import type { ModerationConfig } from '../config.ts';

/** A turn this near is waited for with the comment in hand; for another one the comment comes back. */
const PATIENCE_MS = 250;

/** TikTok's side of moderation, with tokens on loan. */
@Injectable()
export class TikTok implements OnApplicationShutdown {
  readonly #tiktok: PacedTikTok;
  readonly #leases: TokenLeases;

  constructor(
    @Inject(CONFIG) config: ModerationConfig,
    @Inject(LOGGER) log: Log,
    database: Database,
    questions: Questions,
    clock: Clock,
  ) {
    const client = createTikTokClient({
      baseUrl: config.TIKTOK_BASE_URL,
      clientKey: config.TIKTOK_CLIENT_KEY,
      clientSecret: config.TIKTOK_CLIENT_SECRET,
      timeoutMs: config.TIKTOK_TIMEOUT_MS,
    });
    this.#tiktok = new PacedTikTok(client, new RateBudget(database, config.TIKTOK_CLIENT_KEY), log);
    this.#leases = new TokenLeases(questions, 'moderation', clock);
  }

  async onApplicationShutdown(): Promise<void> {
    await this.#tiktok.close();
  }

  /** @throws TikTokError of the call; TurnLater; Rejection as TokenLeases.lease */
  async perform(comment: CommentRef, action: Action, priority: 'moderation' | 'moderation-bulk'): Promise<void> {
    const { videoId, commentId } = comment;
    const client = this.#tiktok.for({ priority, work: `${action} ${commentId}`, patienceMs: PATIENCE_MS });
    await this.#as(comment, (access) =>
      action === 'delete'
        ? deleteComment(client, access, { commentId }).catch(unlessGone)
        : setCommentHidden(client, access, { videoId, commentId, hidden: action === 'hide' }),
    );
  }

  /** @returns null where TikTok does not show the comment. @throws as `perform` */
  async look(comment: CommentRef): Promise<'public' | 'hidden' | null> {
    const { videoId, commentId } = comment;
    const query = { videoId, commentIds: [commentId], status: 'ALL' } as const;
    const client = this.#tiktok.for({ priority: 'read', work: `look at ${commentId}`, patienceMs: PATIENCE_MS });
    const { comments } = await this.#as(comment, (access) => listComments(client, access, query));
    return comments.find((listed) => listed.commentId === commentId)?.status ?? null;
  }

  /** The calls are safe to make twice; a refused token is replaced once. */
  async #as<Result>(account: LeasedAccount, call: (access: AccountAccess) => Promise<Result>): Promise<Result> {
    const token = await this.#leases.lease(account);
    try {
      return await call(accessOf(token));
    } catch (error) {
      if (!(error instanceof TikTokTokenRejected)) throw error;
      return call(accessOf(await this.#leases.refused(token)));
    }
  }
}

const accessOf = ({ openId, accessToken }: LeasedToken): AccountAccess => ({ businessId: openId, accessToken });

/** A deletion whose answer was lost is made again: that TikTok no longer has the comment is then its success. */
function unlessGone(error: unknown): void {
  if (!(error instanceof TikTokRefused && error.reason === 'not-found')) throw error;
}
