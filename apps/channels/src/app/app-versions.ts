import type { Actor } from '@duet/contracts';

/** One state of the app's credentials. */
export interface AppVersion {
  readonly version: number;
  readonly clientKey: string;
  /** Null: it signs nothing any more. */
  readonly secretSealed: string | null;
  readonly secretEndsWith: string;
  readonly changedAt: Date;
  /** Null: what the environment said before the first change. */
  readonly changedBy: Pick<Actor, 'kind' | 'id' | 'name'> | null;
}

/** TikTok delivers a webhook again for so long, and nobody says with which secret it signs it then. */
const OVERLAP_MS = 72 * 3_600_000;

export const ENDING_CHARS = 4;

/**
 * Until when webhooks signed with each of these are taken; null is until the next change.
 * @param versions oldest first
 * @returns those that are taken now, newest first
 */
export function acceptedOf(
  versions: readonly AppVersion[],
  now: Date,
): { version: AppVersion; acceptedUntil: Date | null }[] {
  return versions
    .map((version, index) => {
      const next = versions[index + 1];
      return { version, acceptedUntil: next ? new Date(next.changedAt.getTime() + OVERLAP_MS) : null };
    })
    .filter(({ acceptedUntil }) => acceptedUntil === null || acceptedUntil > now)
    .toReversed();
}
