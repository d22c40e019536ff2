import {
  type Actor,
  iso,
  type JobAction,
  type JobCounts,
  type JobRefusal,
  type JobStatus,
  type ModerationJobView,
  type RejectionCode,
  rejections,
} from '@duet/contracts';

export interface JobKey {
  readonly workspaceId: string;
  readonly id: string;
}

/** How many items are where, and why those failed that did. */
export interface Tally {
  readonly counts: JobCounts;
  readonly failures: readonly JobRefusal[];
}

/** Many comments that somebody wants hidden or shown. */
export interface Job extends JobKey {
  readonly action: JobAction;
  readonly status: JobStatus;
  readonly actor: Actor;
  readonly correlationId: string;
  readonly undoes: string | null;
  readonly startedAt: Date;
  readonly endedAt: Date | null;
  /** As it was told last. */
  readonly tally: Tally;
}

/** Why a comment is not changed. */
export interface Refusal {
  readonly code: string;
  readonly reason: string;
}

export const refusal = (code: RejectionCode): Refusal => ({ code, reason: rejections[code][1] });

export const contrary = { hide: 'unhide', unhide: 'hide' } as const satisfies Record<JobAction, JobAction>;

/** What the items show of the job: it ends when none is left to be sent or under way. */
export function decideProgress(job: Job, tally: Tally, now: Date): Job {
  if (tally.counts.pending > 0) return { ...job, tally };
  const status = job.status === 'stopping' ? 'cancelled' : 'finished';
  return { ...job, tally, status, endedAt: now };
}

export const jobView = (job: Job, timeLeftMs: number | null): ModerationJobView => ({
  id: job.id,
  action: job.action,
  status: job.status,
  by: { kind: job.actor.kind, id: job.actor.id, name: job.actor.name },
  startedAt: iso(job.startedAt.getTime()),
  endedAt: job.endedAt && iso(job.endedAt.getTime()),
  undoes: job.undoes,
  counts: job.tally.counts,
  failures: [...job.tally.failures],
  timeLeftMs: job.endedAt ? 0 : timeLeftMs,
});
