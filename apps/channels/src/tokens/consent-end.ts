const DAY_MS = 86_400_000;
/** TikTok's refresh tokens live for a year from the consent, however often they are renewed. */
const CONSENT_MS = 365 * DAY_MS;
/** So many days before its end a consent is announced to end. */
export const ANNOUNCED_DAYS: readonly number[] = [30, 14, 7, 3, 1];

/** @param ttlMs what TikTok said of the refresh token; null where it said nothing */
export const consentEndsAt = (askedAt: Date, ttlMs: number | null): Date =>
  new Date(askedAt.getTime() + (ttlMs ?? CONSENT_MS));

export const daysLeft = (endsAt: Date, now: Date): number =>
  Math.max(0, Math.ceil((endsAt.getTime() - now.getTime()) / DAY_MS));

/** The announcement that is due: the latest of `ANNOUNCED_DAYS` that was reached, unless it was made. */
export function dueAnnouncement(endsAt: Date, toldDays: number | null, now: Date): number | null {
  const left = daysLeft(endsAt, now);
  const reached = ANNOUNCED_DAYS.filter((days) => left <= days).at(-1);
  return reached !== undefined && (toldDays === null || reached < toldDays) ? reached : null;
}
