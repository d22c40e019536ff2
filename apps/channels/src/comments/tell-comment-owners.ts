import { Injectable } from '@nestjs/common';
import { type AnswerOf, CommentOwners, type RequestOf } from '@duet/contracts';
import { AnswersOutside, type Question } from '@duet/messaging';
import {
  type AccountAccess,
  type Comment,
  listComments,
  listReplies,
  MAX_COMMENT_IDS,
  TikTokRefused,
} from '@duet/tiktok-api';
import type { AccountKey } from '../accounts/account.ts';
import { rejectionOf } from '../tiktok/rejection-of.ts';
import { TikTok } from '../tiktok/tiktok.ts';
import { AccountCalls } from '../tokens/account-calls.ts';
import { CommentAuthors } from './comment-authors.ts';

type Asked = RequestOf<typeof CommentOwners>;

const NEWEST_REPLIES = 30;

@Injectable()
export class TellCommentOwners {
  constructor(
    private readonly calls: AccountCalls,
    private readonly tiktok: TikTok,
    private readonly authors: CommentAuthors,
  ) {}

  @AnswersOutside(CommentOwners)
  async answer(asked: Asked, { actor, cause }: Question): Promise<AnswerOf<typeof CommentOwners>> {
    const key = { workspaceId: actor.workspaceId, accountId: asked.accountId };
    const shown = new Map((await this.#find(key, asked)).map((comment) => [comment.commentId, comment]));
    const own = [...shown.values()].find(({ isByOwner, uniqueIdentifier }) => isByOwner && uniqueIdentifier);
    if (own?.uniqueIdentifier) await this.authors.learn(key, own.uniqueIdentifier, cause);
    return {
      owners: asked.comments.map(({ commentId }) => ({ commentId, owner: shown.get(commentId)?.isByOwner ?? null })),
      commentAuthorId: await this.authors.known(key),
    };
  }

  /** @returns what TikTok shows of them; it does not show what is deleted */
  async #find(key: AccountKey, asked: Asked): Promise<Comment[]> {
    try {
      return await this.calls.read(key, (access) => this.#look(access, asked));
    } catch (error) {
      if (error instanceof TikTokRefused && error.reason === 'not-found') return [];
      throw rejectionOf(error);
    }
  }

  /** The list by id covers replies too; where it does not show one, the list under its parent is asked, one a question. */
  async #look(access: AccountAccess, { videoId, comments }: Asked): Promise<Comment[]> {
    const commentIds = comments.map(({ commentId }) => commentId);
    const client = this.tiktok.reads(`owner of ${commentIds[0]}`);
    const { comments: found } = await listComments(client, access, { videoId, commentIds, maxCount: MAX_COMMENT_IDS });
    const shown = new Set(found.map(({ commentId }) => commentId));
    const missing = comments.find(
      ({ commentId, parentCommentId }) => !shown.has(commentId) && parentCommentId !== null,
    );
    if (!missing?.parentCommentId) return found;
    const replies = await listReplies(client, access, {
      videoId,
      commentId: missing.parentCommentId,
      sortField: 'create_time',
      sortOrder: 'desc',
      maxCount: NEWEST_REPLIES,
    });
    return [...found, ...replies.comments];
  }
}
