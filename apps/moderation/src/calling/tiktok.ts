import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Database } from '@duet/database';
import { Clock, type Log, Questions } from '@duet/messaging';
import { CONFIG, LOGGER } from '@duet/service-kit';
import { deleteComment, listComments, setCommentHidden, TikTokRefused } from '@duet/tiktok-api';
import { AccountCalls } from '@duet/tiktok-budget';
import type { Action, CommentRef } from '../comments/comment.ts';
import type { ModerationConfig } from '../config.ts';

/** A turn this near is waited for with the comment in hand; for another one the comment comes back. */
const PATIENCE_MS = 250;

/** TikTok's side of moderation; its calls are safe to make twice. */
@Injectable()
export class TikTok implements OnApplicationShutdown {
  readonly #calls: AccountCalls;

  constructor(
    @Inject(CONFIG) config: ModerationConfig,
    @Inject(LOGGER) log: Log,
    database: Database,
    questions: Questions,
    clock: Clock,
  ) {
    const timeoutMs = config.TIKTOK_TIMEOUT_MS;
    this.#calls = new AccountCalls({
      service: 'moderation',
      tiktok: config,
      timeoutMs,
      database,
      questions,
      clock,
      log,
    });
  }

  async onApplicationShutdown(): Promise<void> {
    await this.#calls.close();
  }

  /** @throws as AccountCalls.run */
  async perform(comment: CommentRef, action: Action, priority: 'moderation' | 'moderation-bulk'): Promise<void> {
    const { videoId, commentId } = comment;
    const purpose = { priority, work: `${action} ${commentId}`, patienceMs: PATIENCE_MS };
    await this.#calls.run(comment, purpose, (client, access) =>
      action === 'delete'
        ? deleteComment(client, access, { commentId }).catch(unlessGone)
        : setCommentHidden(client, access, { videoId, commentId, hidden: action === 'hide' }),
    );
  }

  /** @returns null where TikTok does not show the comment. @throws as `perform` */
  async look(comment: CommentRef): Promise<'public' | 'hidden' | null> {
    const { videoId, commentId } = comment;
    const query = { videoId, commentIds: [commentId], status: 'ALL' } as const;
    const purpose = { priority: 'read', work: `look at ${commentId}`, patienceMs: PATIENCE_MS } as const;
    const { comments } = await this.#calls.run(comment, purpose, (client, access) =>
      listComments(client, access, query),
    );
    return comments.find((listed) => listed.commentId === commentId)?.status ?? null;
  }
}

/** A deletion whose answer was lost is made again: that TikTok no longer has the comment is then its success. */
function unlessGone(error: unknown): void {
  if (!(error instanceof TikTokRefused && error.reason === 'not-found')) throw error;
}
