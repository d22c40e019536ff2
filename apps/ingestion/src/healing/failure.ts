import { Rejection, type RejectionCode } from '@duet/contracts';
import { TikTokError, TikTokRefused, TikTokTokenRejected } from '@duet/tiktok-api';

const BACKOFF_MS = 10_000;
const PARKED_MS = 60_000;
const parking: readonly RejectionCode[] = ['needs_reconnecting', 'channel_disconnected', 'not_found'];

/** What becomes of a read that failed: made again after a while, or given up because TikTok will never answer it. */
export type Failure = { readonly kind: 'later'; readonly afterMs: number } | { readonly kind: 'given up' };

export function failureOf(error: unknown): Failure {
  if (error instanceof Rejection) return later(parking.includes(error.code) ? PARKED_MS : BACKOFF_MS);
  if (error instanceof TikTokTokenRejected) return later(PARKED_MS);
  if (error instanceof TikTokRefused && error.retry === 'never') return { kind: 'given up' };
  if (!(error instanceof TikTokError)) return later(BACKOFF_MS);
  if (error.retry === 'never') return later(PARKED_MS);
  return later(error.retry === 'backoff' ? BACKOFF_MS : error.retry.afterMs);
}

const later = (afterMs: number): Failure => ({ kind: 'later', afterMs });
