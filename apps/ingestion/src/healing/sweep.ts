import type { Origin } from '@duet/contracts';
import type { ConversationType } from '@duet/tiktok-api';
import { wasAway } from '../routing/away.ts';
import type { Route } from '../routing/route.store.ts';

/** One read of TikTok's lists: a sweep is a row of them, and each is recorded with what it makes necessary. */
export type Task =
  | { readonly read: 'conversations'; readonly type: ConversationType; readonly cursor: number }
  | {
      readonly read: 'messages';
      readonly conversationId: string;
      /** With somebody whom the account has not answered yet. */
      readonly isStranger?: boolean;
    }
  | { readonly read: 'posts'; readonly olderThanMs: number | null }
  | {
      readonly read: 'comments';
      readonly videoId: string;
      /** Newest first while they are news; after them the older ones that have replies. */
      readonly sort: 'create_time' | 'replies';
      readonly cursor: number;
    }
  | { readonly read: 'replies'; readonly videoId: string; readonly commentId: string; readonly cursor: number };

/** How far a sweep is; kept after each read, so that another process goes on there. */
export interface Progress {
  readonly startedAtMs: number;
  /** What is older was compared before. */
  readonly sinceMs: number;
  /** What is younger is left to its webhook. */
  readonly graceMs: number;
  readonly found: number;
  readonly tasks: readonly Task[];
}

/** The schedule of one channel. */
export interface Sweep {
  readonly route: Route;
  readonly leasedUntil: Date;
  /** What was written before is not read. */
  readonly begunAtMs: number;
  readonly isFirst: boolean;
  readonly sweptUntilMs: number;
  readonly intervalMs: number;
  readonly byHand: boolean;
  readonly progress: Progress | null;
  /** While the channel was disconnected, if that was not swept yet: what was written then is history (OPEN-20). */
  readonly awayFromMs: number | null;
  readonly awayUntilMs: number | null;
}

export interface Gap {
  readonly kind: 'messages' | 'conversations' | 'replies';
  /** Empty where no thread can be named. */
  readonly threadId: string;
  readonly fromMs: number;
  readonly toMs: number;
}

const MINUTE_MS = 60_000;
export const SOONEST_MS = MINUTE_MS;
export const LATEST_MS = 15 * MINUTE_MS;
/** Longer than any grace and TikTok's own delay: what one sweep left to a webhook the next one looks at. */
const OVERLAP_MS = 15 * MINUTE_MS;
const MESSAGE_GRACE_MS = MINUTE_MS;
/** TikTok may take five minutes to tell of a comment. */
const COMMENT_GRACE_MS = 5 * MINUTE_MS;

export function beginSweep(sweep: Sweep, nowMs: number): Progress {
  const isFeed = sweep.route.channelType === 'tiktok_feed';
  return {
    startedAtMs: nowMs,
    sinceMs: Math.max(sweep.begunAtMs, sweep.sweptUntilMs - OVERLAP_MS),
    graceMs: sweep.byHand ? 0 : isFeed ? COMMENT_GRACE_MS : MESSAGE_GRACE_MS,
    found: 0,
    tasks: isFeed
      ? [{ read: 'posts', olderThanMs: null }]
      : [
          { read: 'conversations', type: 'stranger', cursor: 0 },
          { read: 'conversations', type: 'single', cursor: 0 },
        ],
  };
}

/** How long to wait after a sweep: a find says that webhooks are missing, silence lets the pace relax. */
export const decideInterval = (intervalMs: number, found: number): number =>
  found > 0 ? SOONEST_MS : Math.min(Math.max(2 * intervalMs, SOONEST_MS), LATEST_MS);

/** H25, OPEN-20: what was written while the channel was disconnected is history, all else was missed. */
export function originOf(atMs: number, { awayFromMs, awayUntilMs }: Sweep): Origin {
  const isHistory = awayFromMs !== null && wasAway(atMs, { fromMs: awayFromMs, untilMs: awayUntilMs });
  return isHistory ? 'imported' : 'healed';
}
