import { type PostComment, supervisors } from '@duet/contracts';
import { X } from 'lucide-react';
import { Button, IconButton } from '../../../components/ui/button.tsx';
import { numberText } from '../../../lib/numbers.ts';
import { useViewer } from '../../../lib/session-context.ts';
import { strings } from '../strings.ts';

export interface Together {
  readonly onHide: () => void;
  readonly onUnhide: () => void;
  readonly onResolve: () => void;
  readonly onTake: () => void;
  readonly onNone: () => void;
}

/** What can be done with all the comments that are selected. Many at once are hidden by supervisors alone. */
export function SelectionBar({ selected, ...together }: { selected: readonly PostComment[] } & Together) {
  const { role, person } = useViewer();
  if (selected.length === 0) return null;
  const states = selected.map(({ message }) => message.comment?.moderation.visibility);
  const tickets = selected.flatMap(({ ticket }) => (ticket && ticket.status !== 'resolved' ? [ticket] : []));
  const label = strings.selected(numberText(selected.length));
  return (
    <div
      role="toolbar"
      aria-label={label}
      className="flex shrink-0 flex-wrap items-center gap-1.5 border-b border-line bg-accent-soft px-3 py-2"
    >
      <span className="tabular min-w-0 flex-1 font-medium">{label}</span>
      <IconButton label={strings.selectNone} onClick={together.onNone} className="size-7!">
        <X size={14} aria-hidden />
      </IconButton>
      <span className="flex w-full flex-wrap gap-1.5">
        {supervisors.includes(role) && (
          <>
            <Button small disabled={!states.some((state) => state !== 'hidden')} onClick={together.onHide}>
              {strings.hideSelected}
            </Button>
            <Button small disabled={!states.includes('hidden')} onClick={together.onUnhide}>
              {strings.unhideSelected}
            </Button>
          </>
        )}
        <Button small disabled={tickets.length === 0} onClick={together.onResolve}>
          {strings.resolveSelected}
        </Button>
        <Button small disabled={tickets.every(({ assignee }) => assignee?.id === person.id)} onClick={together.onTake}>
          {strings.takeSelected}
        </Button>
      </span>
    </div>
  );
}
