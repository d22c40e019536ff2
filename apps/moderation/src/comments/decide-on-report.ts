import type { Review, Visibility } from '@duet/contracts';
import { type Comment, conclude, type Decision, type Pending, type Report, targets } from './comment.ts';

/** How far TikTok's clock and ours may be apart before a report is taken for one of the time before our call. */
export const CLOCK_TOLERANCE_MS = 2_000;

/** At one and the same millisecond the narrower audience counts. */
const narrowness: Readonly<Record<Visibility, number>> = { public: 0, friends_only: 1, hidden: 2, deleted: 3 };

/**
 * Merges what TikTok reports; any order of the same reports ends in the same state. Deleted is final, otherwise the
 * newer by TikTok's time counts. A report of what was wished for, no older than our call, ends the waiting even where
 * a still newer one came first.
 */
export function decideOnReport(comment: Comment, report: Report): Decision {
  const isNews = outranks(report, comment.confirmed);
  const confirmed = isNews ? report : comment.confirmed;
  const review = reviewAfter(comment, confirmed);
  const { pending } = comment;
  if (confirmed?.visibility === 'deleted') {
    if (!isNews) return { comment, concluded: [] };
    return {
      comment: { ...comment, confirmed, review, pending: null, failure: null, version: comment.version + 1 },
      concluded: conclude(pending?.actionIds ?? [], pending?.action === 'delete' ? 'confirmed' : 'comment_deleted'),
    };
  }
  const isFulfilled = pending !== null && fulfils(report, pending);
  if (!isNews && !isFulfilled) return { comment, concluded: [] };
  return {
    comment: { ...comment, confirmed, review, pending: isFulfilled ? null : pending, version: comment.version + 1 },
    concluded: isFulfilled ? conclude(pending.actionIds, 'confirmed') : [],
  };
}

/** A comment of ours that was never shown to everybody is held back for as long as TikTok says so. */
function reviewAfter({ review }: Comment, confirmed: Report | null): Review | null {
  if (review === null || confirmed === null) return review;
  return confirmed.visibility === 'hidden' || confirmed.visibility === 'friends_only' ? 'held' : null;
}

function outranks(report: Report, known: Report | null): boolean {
  if (!known) return true;
  const isDeletion = report.visibility === 'deleted';
  if (isDeletion !== (known.visibility === 'deleted')) return isDeletion;
  const laterMs = report.at.getTime() - known.at.getTime();
  return laterMs > 0 || (laterMs === 0 && narrowness[report.visibility] > narrowness[known.visibility]);
}

function fulfils(report: Report, { action, calledAt }: Pending): boolean {
  return (
    report.visibility === targets[action] &&
    calledAt !== null &&
    report.at.getTime() >= calledAt.getTime() - CLOCK_TOLERANCE_MS
  );
}
