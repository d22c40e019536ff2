import { CommentAccepted, CommentModerated } from '@duet/contracts';
import type { Tx } from '@duet/database';
import { type Cause, publish, type Publish } from '@duet/messaging';
import type { ActionStore } from '../actions/action.store.ts';
import type { Comment, CommentKey, CommentRef, Conclusion, Decision } from './comment.ts';
import type { CommentStore } from './comment.store.ts';
import { decideOnReport } from './decide-on-report.ts';

/** A comment that something is about, and what that is. */
export interface Concern {
  readonly comment: CommentRef;
  readonly cause: Cause;
}

export interface Stores {
  readonly comments: CommentStore;
  readonly actions: ActionStore;
}

/** Comments locked in one transaction: decisions are folded over them, then each is written and announced once. */
export class CommentChanges {
  readonly #comments: CommentStore;
  readonly #actions: ActionStore;
  readonly #before = new Map<string, Comment>();
  readonly #after = new Map<string, Comment>();
  readonly #causes = new Map<string, Cause>();
  readonly #concluded: (Conclusion & { readonly workspaceId: string })[] = [];

  private constructor(comments: CommentStore, actions: ActionStore) {
    this.#comments = comments;
    this.#actions = actions;
  }

  /** Locks the comments and, of replies, their parents. A reply whose parent is deleted is deleted from here on. */
  static async begin(tx: Tx, { comments, actions }: Stores, concerns: readonly Concern[]): Promise<CommentChanges> {
    const changes = new CommentChanges(comments, actions);
    changes.#take(
      await comments.lockAll(
        tx,
        concerns.map(({ comment }) => comment),
      ),
    );
    for (const { comment, cause } of concerns) changes.#causes.set(keyOf(comment), cause);
    changes.#inheritDeletions();
    return changes;
  }

  apply(key: CommentKey, decide: (comment: Comment) => Decision): void {
    const before = this.#after.get(keyOf(key));
    if (!before) throw new Error(`comment ${key.commentId} is not in hand`);
    const { comment, concluded } = decide(before);
    this.#after.set(keyOf(key), comment);
    this.#concluded.push(...concluded.map((conclusion) => ({ ...conclusion, workspaceId: key.workspaceId })));
  }

  /** A deleted comment takes its replies along: TikTok reports the comment alone. */
  async deleteReplies(tx: Tx): Promise<void> {
    const deleted = [...this.#after.values()].filter(isDeleted).filter(({ parentCommentId }) => !parentCommentId);
    if (deleted.length === 0) return;
    const replies = await this.#comments.lockReplies(tx, deleted);
    this.#take(replies.filter((reply) => !this.#after.has(keyOf(reply))));
    this.#inheritDeletions();
  }

  /** @returns the news of each comment whose version rose, and of those that TikTok has taken for a job */
  async save(tx: Tx, now: Date): Promise<Publish[]> {
    const changed = [...this.#after.values()].filter((comment) => comment !== this.#before.get(keyOf(comment)));
    await this.#comments.save(tx, changed);
    await this.#actions.conclude(tx, this.#concluded, now);
    return changed.flatMap((comment) => {
      const before = this.#before.get(keyOf(comment));
      const cause = this.#causeOf(comment);
      return [
        ...(comment.version > (before?.version ?? 0) ? [newsOf(comment, cause, now)] : []),
        ...(isTaken(comment) && !(before && isTaken(before)) ? acceptanceOf(comment, cause, now) : []),
      ];
    });
  }

  #take(comments: readonly Comment[]): void {
    for (const comment of comments) {
      this.#before.set(keyOf(comment), comment);
      this.#after.set(keyOf(comment), comment);
    }
  }

  #inheritDeletions(): void {
    for (const comment of this.#after.values()) {
      const parent = this.#parentOf(comment);
      if (parent?.confirmed && isDeleted(parent)) {
        const { confirmed } = parent;
        this.apply(comment, (reply) => decideOnReport(reply, confirmed));
      }
    }
  }

  #parentOf({ workspaceId, channelId, parentCommentId }: Comment): Comment | undefined {
    return parentCommentId === null
      ? undefined
      : this.#after.get(keyOf({ workspaceId, channelId, commentId: parentCommentId }));
  }

  #causeOf(comment: Comment): Cause {
    const parent = this.#parentOf(comment);
    const cause = this.#causes.get(keyOf(comment)) ?? (parent && this.#causes.get(keyOf(parent)));
    if (!cause) throw new Error(`comment ${comment.commentId} changed without a cause`);
    return cause;
  }
}

const keyOf = ({ workspaceId, channelId, commentId }: CommentKey): string => `${workspaceId}/${channelId}/${commentId}`;

const isDeleted = ({ confirmed }: Comment): boolean => confirmed?.visibility === 'deleted';

const isTaken = ({ pending }: Comment): boolean => pending !== null && pending.acceptedAt !== null;

const acceptanceOf = ({ workspaceId, channelId, commentId, pending }: Comment, cause: Cause, now: Date): Publish[] =>
  pending?.jobId
    ? [
        publish(CommentAccepted, {
          workspaceId,
          data: { channelId, commentId, jobId: pending.jobId },
          cause,
          occurredAt: now,
        }),
      ]
    : [];

const newsOf = ({ workspaceId, channelId, commentId, ...comment }: Comment, cause: Cause, now: Date): Publish =>
  publish(CommentModerated, {
    workspaceId,
    data: {
      channelId,
      commentId,
      confirmed: comment.confirmed?.visibility ?? null,
      confirmedAt: comment.confirmed?.at.toISOString() ?? null,
      pending: comment.pending === null || comment.pending.action === 'publish' ? null : comment.pending.action,
      review: comment.review,
      failure: comment.failure,
      version: comment.version,
    },
    cause,
    occurredAt: now,
  });
