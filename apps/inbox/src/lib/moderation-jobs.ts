import { ModerationJobChanged, ModerationJobList, type ModerationJobView } from '@duet/contracts';
import { useQuery } from '@tanstack/react-query';
import { z } from 'zod';
import { ask } from './ask.ts';
import { keys } from './query-keys.ts';

/** The newest jobs of the workspace; live updates tell how far they are. */
export const useModerationJobs = () =>
  useQuery({
    queryKey: keys.jobs,
    queryFn: async ({ signal }) => (await ask(ModerationJobList, {}, { signal })).jobs,
    staleTime: Infinity,
  });

const Line = z.object({ type: z.literal(ModerationJobChanged.type), data: ModerationJobChanged.data });

/** The job that a line of the event stream tells of; null where it tells of something else. */
export function jobFrom(line: string): ModerationJobView | null {
  if (!line.includes(ModerationJobChanged.type)) return null;
  try {
    return Line.parse(JSON.parse(line)).data.job;
  } catch {
    return null;
  }
}

/** The jobs with this one as it now stands; one that has ended stays so, whatever comes late. */
export function withJob(jobs: readonly ModerationJobView[], job: ModerationJobView): ModerationJobView[] {
  const known = jobs.find(({ id }) => id === job.id);
  if (!known) return [job, ...jobs];
  const isOlder = known.endedAt !== null || known.counts.pending < job.counts.pending;
  return jobs.map((one) => (one.id === job.id && !isOlder ? job : one));
}
