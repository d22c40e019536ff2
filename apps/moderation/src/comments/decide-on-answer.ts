import type { Visibility } from '@duet/contracts';
import type { Comment, Decision } from './comment.ts';
import { conclude } from './comment.ts';
import { CLOCK_TOLERANCE_MS, decideOnReport } from './decide-on-report.ts';

/**
 * What came of a call to TikTok. `later`: it failed, not before `afterMs`, and later the more often it failed; `turn`:
 * too many calls before it, its turn comes after `afterMs`.
 */
export type Outcome =
  | { readonly kind: 'accepted' }
  | { readonly kind: 'refused'; readonly code: string; readonly reason: string }
  | { readonly kind: 'later' | 'turn'; readonly afterMs: number };

const backoffMs = [500, 2_000, 5_000, 15_000, 60_000] as const;
/** When TikTok's list is asked whether an accepted action is in effect. */
export const READ_BACK_AFTER_MS = [2 * 60_000, 10 * 60_000] as const;
const slowPollMs = 3_600_000;
const gone: Visibility = 'deleted';

/** What TikTok's answer to an action changes; nothing once the wish is over or replaced by another. */
export function decideOnAnswer(comment: Comment, actionId: string, outcome: Outcome, now: Date): Decision {
  const { pending } = comment;
  if (pending?.actionIds[0] !== actionId) return { comment, concluded: [] };
  switch (outcome.kind) {
    case 'accepted':
      return keep(comment, { acceptedAt: now, attempts: 0, dueAt: after(now, READ_BACK_AFTER_MS[0]) });
    case 'refused': {
      if (pending.action === 'publish') return { comment, concluded: [] };
      const { code, reason } = outcome;
      const failure = { action: pending.action, code, reason };
      return {
        comment: { ...comment, pending: null, failure, version: comment.version + 1 },
        concluded: conclude(pending.actionIds, 'refused', `${code}: ${reason}`),
      };
    }
    case 'turn':
      return keep(comment, { dueAt: after(now, outcome.afterMs) });
    case 'later':
      return keep(comment, { attempts: pending.attempts + 1, dueAt: after(now, delayMs(outcome, pending.attempts)) });
  }
}

/**
 * What a look at TikTok's list changes: what it shows is taken as it is, and a wish that it does not show yet stays
 * pending, looked at again after 10 minutes and then each hour (OPEN-17). A comment of ours that is held back then is
 * left to TikTok's own word.
 *
 * @param found null: the list does not show the comment, which proves nothing but a deletion that TikTok accepted
 * @param readAt when the look began; webhooks of that moment are more exact and win
 */
export function decideOnReadBack(
  comment: Comment,
  actionId: string,
  found: 'public' | 'hidden' | null,
  readAt: Date,
): Decision {
  if (comment.pending?.actionIds[0] !== actionId) return { comment, concluded: [] };
  const shown = found ?? (comment.pending.action === 'delete' && comment.pending.acceptedAt ? gone : null);
  const report = shown && { visibility: shown, at: after(readAt, -CLOCK_TOLERANCE_MS) };
  const decision = report ? decideOnReport(comment, report) : { comment, concluded: [] };
  const { pending } = decision.comment;
  if (!pending?.acceptedAt) return decision;
  const readBacks = pending.readBacks + 1;
  const nextAfterMs = READ_BACK_AFTER_MS[readBacks];
  if (pending.action === 'publish' && found === 'hidden' && nextAfterMs === undefined)
    return { ...decision, comment: { ...decision.comment, pending: null } };
  const dueAt = nextAfterMs === undefined ? after(readAt, slowPollMs) : after(pending.acceptedAt, nextAfterMs);
  return { ...decision, comment: { ...decision.comment, pending: { ...pending, readBacks, attempts: 0, dueAt } } };
}

const keep = (comment: Comment, change: Partial<NonNullable<Comment['pending']>>): Decision => ({
  comment: { ...comment, pending: comment.pending && { ...comment.pending, ...change } },
  concluded: [],
});

const after = (time: Date, ms: number): Date => new Date(time.getTime() + ms);

const delayMs = ({ afterMs }: { readonly afterMs: number }, attempts: number): number =>
  Math.max(afterMs, backoffMs[Math.min(attempts, backoffMs.length - 1)] ?? 0);
