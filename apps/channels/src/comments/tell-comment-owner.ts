import { Injectable } from '@nestjs/common';
import { type AnswerOf, CommentOwner, type RequestOf } from '@duet/contracts';
import { AnswersOutside, type Question } from '@duet/messaging';
import { type AccountAccess, type Comment, listComments, listReplies, TikTokRefused } from '@duet/tiktok-api';
import type { AccountKey } from '../accounts/account.ts';
import { rejectionOf } from '../tiktok/rejection-of.ts';
import { TikTok } from '../tiktok/tiktok.ts';
import { AccountCalls } from '../tokens/account-calls.ts';
import { CommentAuthors } from './comment-authors.ts';

type Asked = RequestOf<typeof CommentOwner>;

const NEWEST_REPLIES = 30;

@Injectable()
export class TellCommentOwner {
  constructor(
    private readonly calls: AccountCalls,
    private readonly tiktok: TikTok,
    private readonly authors: CommentAuthors,
  ) {}

  @AnswersOutside(CommentOwner)
  async answer(asked: Asked, { actor, cause }: Question): Promise<AnswerOf<typeof CommentOwner>> {
    const key = { workspaceId: actor.workspaceId, accountId: asked.accountId };
    const comment = await this.#find(key, asked);
    const owner = comment?.isByOwner ?? null;
    if (owner && comment?.uniqueIdentifier) await this.authors.learn(key, comment.uniqueIdentifier, cause);
    return { owner, commentAuthorId: await this.authors.known(key) };
  }

  /** @returns undefined where TikTok does not show the comment, for example because it is deleted */
  async #find(key: AccountKey, asked: Asked): Promise<Comment | undefined> {
    try {
      return await this.calls.read(key, (access) => this.#look(access, asked));
    } catch (error) {
      if (error instanceof TikTokRefused && error.reason === 'not-found') return undefined;
      throw rejectionOf(error);
    }
  }

  /** The list by id covers replies too; the list under the parent is asked where it does not show one. */
  async #look(access: AccountAccess, { videoId, commentId, parentCommentId }: Asked): Promise<Comment | undefined> {
    const client = this.tiktok.reads(`owner of ${commentId}`);
    const byId = await listComments(client, access, { videoId, commentIds: [commentId] });
    const found = byId.comments.find((comment) => comment.commentId === commentId);
    if (found || parentCommentId === null) return found;
    const replies = await listReplies(client, access, {
      videoId,
      commentId: parentCommentId,
      sortField: 'create_time',
      sortOrder: 'desc',
      maxCount: NEWEST_REPLIES,
    });
    return replies.comments.find((reply) => reply.commentId === commentId);
  }
}
