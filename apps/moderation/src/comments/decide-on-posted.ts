import type { Comment } from './comment.ts';
import { READ_BACK_AFTER_MS } from './decide-on-answer.ts';

/** A comment of ours that TikTok has taken. */
export interface Posted {
  readonly id: string;
  readonly at: Date;
  readonly correlationId: string;
}

/**
 * TikTok takes a comment before it shows it to others, and says nothing where it never does: from now on it is looked
 * for. Nothing to do where its visibility was told of already, or where it is to be deleted again.
 */
export function decideOnPosted(comment: Comment, { id, at, correlationId }: Posted): Comment {
  if (comment.review !== null || comment.pending !== null) return comment;
  const { confirmed } = comment;
  if (confirmed?.visibility === 'hidden' || confirmed?.visibility === 'friends_only')
    return { ...comment, review: 'held', version: comment.version + 1 };
  if (confirmed !== null) return comment;
  return {
    ...comment,
    review: 'waiting',
    version: comment.version + 1,
    pending: {
      action: 'publish',
      actionIds: [id],
      correlationId,
      urgent: false,
      jobId: null,
      calledAt: at,
      acceptedAt: at,
      attempts: 0,
      readBacks: 0,
      dueAt: new Date(at.getTime() + READ_BACK_AFTER_MS[0]),
    },
  };
}
