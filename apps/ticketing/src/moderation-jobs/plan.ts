import { type JobAction, type JobPreview, type JobRefusal } from '@duet/contracts';
import { isInEffect, refusalOf, type Standing } from '../moderation/wish.ts';
import { type Refusal, refusal } from './job.ts';

/** A comment that an order names, as it stands now. */
export interface Candidate extends Standing {
  readonly messageId: string;
  readonly channelId: string;
  readonly accountId: string;
  readonly commentId: string | null;
}

/** What would become of a comment: `waiting` for its turn, or decided already. */
export interface Planned {
  /** Null where there is no such comment. */
  readonly candidate: Candidate | null;
  readonly state: 'waiting' | 'skipped' | 'failed';
  readonly refusal: Refusal | null;
}

/**
 * @param missing how many ids name nothing, or nothing with a comment, and what each of them is told
 * @param closed channels on which this cannot be done now
 */
export function planOf(
  action: JobAction,
  candidates: readonly Candidate[],
  missing: readonly Refusal[],
  closed: ReadonlyMap<string, Refusal>,
): Planned[] {
  return [
    ...candidates.map((candidate): Planned => {
      const code = refusalOf(candidate, action);
      const reason = code === null ? closed.get(candidate.channelId) : refusal(code);
      if (code === null && isInEffect(candidate, action)) return { candidate, state: 'skipped', refusal: null };
      return reason ? { candidate, state: 'failed', refusal: reason } : { candidate, state: 'waiting', refusal: null };
    }),
    ...missing.map((reason): Planned => ({ candidate: null, state: 'failed', refusal: reason })),
  ];
}

export function previewOf(plan: readonly Planned[]): Omit<JobPreview, 'timeLeftMs'> {
  const of = (state: Planned['state']): Planned[] => plan.filter((one) => one.state === state);
  return {
    total: plan.length,
    toChange: of('waiting').length,
    skipped: of('skipped').length,
    refused: countRefusals(plan.flatMap((one) => one.refusal ?? [])),
  };
}

function countRefusals(all: readonly Refusal[]): JobRefusal[] {
  const groups = [...Map.groupBy(all, ({ code }) => code)];
  return groups.map(([code, some]) => ({ code, reason: some[0]?.reason ?? '', count: some.length }));
}
