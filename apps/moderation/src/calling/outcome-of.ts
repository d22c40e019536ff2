import { Rejection, type RejectionCode } from '@duet/contracts';
import { TikTokError, TikTokRateLimited, TikTokRefused, TikTokTokenRejected } from '@duet/tiktok-api';
import type { Outcome } from '../comments/decide-on-answer.ts';

/** Without access to the account nothing can be done until somebody connects it again. */
const PARKED_MS = 60_000;
const parking: readonly RejectionCode[] = ['needs_reconnecting', 'channel_disconnected', 'not_found'];

/** What a failed call means for the wish: only TikTok's own no ends it, for the calls are safe to repeat (H16). */
export function outcomeOf(error: unknown): Outcome {
  if (error instanceof Rejection) return later(parking.includes(error.code) ? PARKED_MS : 0);
  if (error instanceof TikTokTokenRejected) return later(PARKED_MS);
  if (!(error instanceof TikTokError)) throw error;
  if (error instanceof TikTokRateLimited) return { kind: 'turn', afterMs: error.retry.afterMs };
  if (error.retry === 'backoff') return later(0);
  if (error.retry !== 'never') return later(error.retry.afterMs);
  // Neither a yes nor a no, and asking again would not help: what is in effect shows in the list.
  if (error.performed === 'maybe') return { kind: 'accepted' };
  const code = error instanceof TikTokRefused ? `tiktok_${error.code}` : 'tiktok_refused';
  return { kind: 'refused', code, reason: error.advice };
}

const later = (afterMs: number): Outcome => ({ kind: 'later', afterMs });
