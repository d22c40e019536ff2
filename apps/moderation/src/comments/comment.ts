import type { ModerationAction, Review, Visibility } from '@duet/contracts';

export type Action = ModerationAction;

export interface CommentKey {
  readonly workspaceId: string;
  readonly channelId: string;
  readonly commentId: string;
}

/** A comment and where on TikTok it is. */
export interface CommentRef extends CommentKey {
  readonly accountId: string;
  readonly videoId: string;
  /** Null on a top comment. */
  readonly parentCommentId: string | null;
}

/** What TikTok said, and when by its own time. */
export interface Report {
  readonly visibility: Visibility;
  readonly at: Date;
}

/** A wish on its way: to be called, or accepted by TikTok and not seen in effect yet. */
export interface Pending {
  /** `publish`: a comment of ours was posted, which is accepted by TikTok from the start. */
  readonly action: Action | 'publish';
  /** The entries of the audit that it serves; the first one made it. */
  readonly actionIds: readonly string[];
  readonly correlationId: string;
  /** A person waits for this very comment. */
  readonly urgent: boolean;
  /** The job that it is part of. */
  readonly jobId: string | null;
  /** When the first call began; its effect cannot be older. */
  readonly calledAt: Date | null;
  readonly acceptedAt: Date | null;
  /** Failures in a row. */
  readonly attempts: number;
  readonly readBacks: number;
  readonly dueAt: Date;
}

export interface Failure {
  readonly action: Action;
  readonly code: string;
  readonly reason: string;
}

export interface Comment extends CommentRef {
  readonly confirmed: Report | null;
  readonly pending: Pending | null;
  readonly failure: Failure | null;
  /** Only of a comment of ours that TikTok does not show to everybody yet. */
  readonly review: Review | null;
  /** Whatever was wished for before this one is over, in whichever order it comes. */
  readonly newestCommand: { readonly id: string; readonly at: Date } | null;
  /** Rises with each change that others shall hear of. */
  readonly version: number;
}

/** How an entry of the audit ended. */
export interface Conclusion {
  readonly actionId: string;
  readonly result: 'confirmed' | 'in_effect' | 'superseded' | 'refused' | 'comment_deleted';
  readonly reason: string | null;
}

export interface Decision {
  readonly comment: Comment;
  readonly concluded: readonly Conclusion[];
}

export const targets = {
  hide: 'hidden',
  unhide: 'public',
  delete: 'deleted',
  publish: 'public',
} as const satisfies Record<Pending['action'], Visibility>;

export const conclude = (
  actionIds: readonly string[],
  result: Conclusion['result'],
  reason: string | null = null,
): Conclusion[] => actionIds.map((actionId) => ({ actionId, result, reason }));
