import type { TicketView } from '@duet/contracts';
import { X } from 'lucide-react';
import { Button, IconButton } from '../../../components/ui/button.tsx';
import { numberText } from '../../../lib/numbers.ts';
import { useViewer } from '../../../lib/session-context.ts';
import { useChangeTicket } from '../api/change-ticket.ts';
import { strings } from '../strings.ts';

/** What can be done with all that is selected. */
export function BulkBar({ selected, onDone }: { selected: readonly TicketView[]; onDone: () => void }) {
  const { person } = useViewer();
  const change = useChangeTicket();
  if (selected.length === 0) return null;
  const open = selected.filter(({ status }) => status === 'open');
  const foreign = open.filter(({ assignee }) => assignee?.id !== person.id);
  return (
    <div
      role="toolbar"
      aria-label={strings.selected(numberText(selected.length))}
      className="flex shrink-0 flex-wrap items-center gap-2 border-b border-line bg-accent-soft px-3 py-2"
    >
      <span className="tabular min-w-0 flex-1 font-medium">{strings.selected(numberText(selected.length))}</span>
      <Button
        small
        disabled={foreign.length === 0}
        onClick={() => {
          change(foreign, { kind: 'give', to: person });
          onDone();
        }}
      >
        {strings.takeAll}
      </Button>
      <Button
        small
        disabled={open.length === 0}
        onClick={() => {
          change(open, { kind: 'resolve' });
          onDone();
        }}
      >
        {strings.resolveAll}
      </Button>
      <IconButton label={strings.selectNone} onClick={onDone} className="size-7!">
        <X size={14} aria-hidden />
      </IconButton>
    </div>
  );
}
