import { type ModerationJobView, supervisors } from '@duet/contracts';
import { X } from 'lucide-react';
import { useState } from 'react';
import { Button, IconButton } from '../../../components/ui/button.tsx';
import { useModerationJobs } from '../../../lib/moderation-jobs.ts';
import { refusalWords } from '../../../lib/refusal-words.ts';
import { serverClock } from '../../../lib/server-clock.ts';
import { useViewer } from '../../../lib/session-context.ts';
import { useNow } from '../../../lib/use-now.ts';
import { useCancelJob, useUndoJob } from '../api/jobs.ts';
import { durationText } from '../duration.ts';
import { jobsToShow } from '../jobs-to-show.ts';
import { strings } from '../strings.ts';

/** How far jobs with many comments are; those that have ended a moment ago can be undone from here. */
export function JobBar() {
  const jobs = useModerationJobs();
  const [dismissed, dismiss] = useState<ReadonlySet<string>>(new Set());
  useNow();
  const shown = jobsToShow(jobs.data ?? [], serverClock.now()).filter(({ id }) => !dismissed.has(id));
  if (shown.length === 0) return null;
  return (
    <ul aria-label={strings.jobList} className="shrink-0 border-t border-line bg-sunken">
      {shown.map((job) => (
        <Job key={job.id} job={job} onDismiss={() => dismiss(new Set([...dismissed, job.id]))} />
      ))}
    </ul>
  );
}

function Job({ job, onDismiss }: { job: ModerationJobView; onDismiss: () => void }) {
  const { role } = useViewer();
  const cancel = useCancelJob();
  const undo = useUndoJob();
  const { done, failed, total, dropped, pending, skipped } = job.counts;
  const maySteer = supervisors.includes(role);
  return (
    <li className="flex items-center gap-2 border-b border-line px-3 py-2 last:border-b-0">
      <div className="min-w-0 flex-1">
        <p role="status" className="tabular">
          {job.endedAt === null ? strings.jobRunning[job.action](total - skipped) : strings.jobEnded[job.action](done)}
          {dropped > 0 && ` · ${strings.dropped(dropped)}`}
          {failed > 0 && ` · ${strings.failedCount(failed)}`}
        </p>
        {job.failures.map(({ code, reason }) => (
          <p key={code} className="truncate text-xs text-danger">
            {refusalWords(code, reason)}
          </p>
        ))}
        {job.endedAt === null && (
          <>
            <progress
              value={total - pending}
              max={total}
              aria-label={strings.jobRunning[job.action](total - skipped)}
              className="mt-1 h-1.5 w-full accent-accent"
            />
            <p className="tabular text-xs text-muted">
              {strings.progress(total - pending, total)}
              {job.timeLeftMs !== null && ` · ${strings.about(durationText(job.timeLeftMs))}`}
            </p>
          </>
        )}
      </div>
      {maySteer && job.endedAt === null && (
        <Button small disabled={job.status === 'stopping' || cancel.isPending} onClick={() => cancel.mutate(job.id)}>
          {strings.cancel}
        </Button>
      )}
      {job.endedAt !== null && (
        <>
          {maySteer && done > 0 && (
            <Button small disabled={undo.isPending} onClick={() => undo.mutate(job.id)}>
              {strings.undo}
            </Button>
          )}
          <IconButton label={strings.dismiss} onClick={onDismiss} className="size-7!">
            <X size={14} aria-hidden />
          </IconButton>
        </>
      )}
    </li>
  );
}
