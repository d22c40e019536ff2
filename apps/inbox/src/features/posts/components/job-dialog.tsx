import type { JobOrder } from '@duet/contracts';
import { Button } from '../../../components/ui/button.tsx';
import { Dialog } from '../../../components/ui/dialog.tsx';
import { FailureNotice } from '../../../components/ui/failure-notice.tsx';
import { Skeleton } from '../../../components/ui/skeleton.tsx';
import { sentenceOf } from '../../../lib/http.ts';
import { refusalWords } from '../../../lib/refusal-words.ts';
import { usePreview, useStartJob } from '../api/jobs.ts';
import { durationText } from '../duration.ts';
import { strings } from '../strings.ts';

/** Shows what would become of the comments before anything is done with them. */
export function JobDialog({
  order,
  onClose,
  onStarted,
}: {
  order: JobOrder;
  onClose: () => void;
  onStarted: () => void;
}) {
  const { data: preview, error } = usePreview(order);
  const start = useStartJob();
  const { action } = order;
  const toChange = preview?.toChange ?? 0;
  return (
    <Dialog open onClose={onClose} title={strings.jobTitle[action]}>
      {preview && (
        <ul aria-label={strings.preview} className="flex flex-col gap-1.5 text-base">
          <li className="font-medium">
            {toChange === 0 ? strings.nothingToDo : strings.jobWill[action](toChange)}
            {preview.timeLeftMs !== null && toChange > 0 && ` · ${strings.about(durationText(preview.timeLeftMs))}`}
          </li>
          {preview.skipped > 0 && <li className="text-muted">{strings.jobSkipped[action](preview.skipped)}</li>}
          {preview.refused.map(({ code, reason, count }) => (
            <li key={code} className="text-muted">
              {strings.refused(count, refusalWords(code, reason))}
            </li>
          ))}
        </ul>
      )}
      {!preview && !error && (
        <div role="status" aria-label={strings.counting}>
          <Skeleton className="h-6" />
        </div>
      )}
      {error && <FailureNotice sentence={sentenceOf(error)} />}
      <div className="mt-6 flex justify-end gap-2">
        <Button onClick={onClose}>{strings.cancel}</Button>
        <Button
          look="primary"
          disabled={toChange === 0 || start.isPending}
          onClick={() => start.mutate(order, { onSuccess: onStarted })}
        >
          {toChange === 0 ? strings.jobDo[action] : strings.jobDoMany[action](toChange)}
        </Button>
      </div>
    </Dialog>
  );
}
