import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Clock, Questions } from '@duet/messaging';
import { CONFIG, type LeasedAccount, type LeasedToken, TokenLeases } from '@duet/service-kit';
import {
  type AccountAccess,
  createTikTokClient,
  deleteComment,
  listComments,
  setCommentHidden,
  type TikTokClient,
  TikTokRefused,
  TikTokTokenRejected,
} from '@duet/tiktok-api';
import type { Action, CommentRef } from '../comments/comment.ts';
import type { ModerationConfig } from '../config.ts';

/** TikTok's side of moderation, with tokens on loan. */
@Injectable()
export class TikTok implements OnApplicationShutdown {
  readonly #client: TikTokClient;
  readonly #leases: TokenLeases;

  constructor(@Inject(CONFIG) config: ModerationConfig, questions: Questions, clock: Clock) {
    this.#client = createTikTokClient({
      baseUrl: config.TIKTOK_BASE_URL,
      clientKey: config.TIKTOK_CLIENT_KEY,
      clientSecret: config.TIKTOK_CLIENT_SECRET,
      timeoutMs: config.TIKTOK_TIMEOUT_MS,
    });
    this.#leases = new TokenLeases(questions, 'moderation', clock);
  }

  async onApplicationShutdown(): Promise<void> {
    await this.#client.close();
  }

  /** @throws TikTokError of the call; Rejection as TokenLeases.lease */
  async perform(comment: CommentRef, action: Action): Promise<void> {
    const { videoId, commentId } = comment;
    await this.#as(comment, (access) =>
      action === 'delete'
        ? deleteComment(this.#client, access, { commentId }).catch(unlessGone)
        : setCommentHidden(this.#client, access, { videoId, commentId, hidden: action === 'hide' }),
    );
  }

  /** @returns null where TikTok does not show the comment. @throws as `perform` */
  async look(comment: CommentRef): Promise<'public' | 'hidden' | null> {
    const { videoId, commentId } = comment;
    const query = { videoId, commentIds: [commentId], status: 'ALL' } as const;
    const { comments } = await this.#as(comment, (access) => listComments(this.#client, access, query));
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
