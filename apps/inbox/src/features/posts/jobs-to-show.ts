import type { ModerationJobView } from '@duet/contracts';

const freshMs = 10 * 60_000;

/** Jobs under way, and those that ended so lately that somebody may want to take them back; not what was taken back. */
export function jobsToShow(jobs: readonly ModerationJobView[], nowMs: number): ModerationJobView[] {
  const undone = new Set(jobs.map(({ undoes }) => undoes));
  return jobs.filter(
    ({ id, endedAt }) => endedAt === null || (nowMs - Date.parse(endedAt) < freshMs && !undone.has(id)),
  );
}
