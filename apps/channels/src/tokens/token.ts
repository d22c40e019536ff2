import type { ConnectedState } from '../channels/channel-type.ts';

/** An account's present token, still sealed. */
export interface Token {
  readonly workspaceId: string;
  readonly accountId: string;
  readonly openId: string;
  readonly accountState: ConnectedState;
  /** Rises with every new pair. */
  readonly version: number;
  readonly accessSealed: string;
  readonly accessExpiresAt: Date;
  /** Null where it was obtained before this was kept. */
  readonly obtainedAt: Date | null;
  readonly refreshDueAt: Date;
  /** No renewal is possible any more (H18). */
  readonly isLast: boolean;
}

/** A sealed pair as it goes into the database. */
export interface SealedPair {
  readonly accessSealed: string;
  readonly refreshSealed: string;
  readonly obtainedAt: Date;
  readonly accessExpiresAt: Date;
  readonly refreshDueAt: Date;
  /** A year after the consent, which renewing does not move. */
  readonly consentEndsAt: Date;
}

export interface Need {
  /** How long the token must be good for at least. */
  readonly minTtlMs: number;
  /** The version that TikTok refused. */
  readonly refusedVersion?: number | undefined;
}

/** Beyond this a request for a longer life would only burn refreshes: tokens live a day and are renewed at half of it. */
const LONGEST_MIN_TTL_MS = 3_600_000;

/** Whether the token at hand will do; `dead`: nothing but a new consent helps. */
export function decideLease(token: Token, need: Need, now: Date): 'lend' | 'refresh' | 'dead' {
  const isRefused = need.refusedVersion === token.version;
  const leftMs = token.accessExpiresAt.getTime() - now.getTime();
  if (token.isLast) return isRefused || leftMs <= 0 ? 'dead' : 'lend';
  return !isRefused && leftMs >= Math.min(need.minTtlMs, LONGEST_MIN_TTL_MS) ? 'lend' : 'refresh';
}

/** Whether the present token may still be used though it could not be renewed just now. */
export const isUsable = (token: Token, need: Need, now: Date): boolean =>
  need.refusedVersion !== token.version && token.accessExpiresAt > now;

/** Half of the life, plus up to a tenth of it, so that accounts connected together are not renewed together. */
export const refreshDueAt = (obtainedAt: Date, ttlMs: number, random: number): Date =>
  new Date(obtainedAt.getTime() + ttlMs * (0.5 + 0.1 * random));
