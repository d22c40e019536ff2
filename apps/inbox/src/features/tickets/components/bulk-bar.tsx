import { Priority, type TicketView } from '@duet/contracts';
import { Clock, Flag, Tag, UserPlus, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { HoldChoices } from '../../../components/hold-choices.tsx';
import { Button, IconButton } from '../../../components/ui/button.tsx';
import { Menu, MenuItem } from '../../../components/ui/menu.tsx';
import { numberText } from '../../../lib/numbers.ts';
import { useViewer } from '../../../lib/session-context.ts';
import { useChangeTicket } from '../api/change-ticket.ts';
import { usePeople } from '../../../lib/people.ts';
import { strings } from '../strings.ts';
import type { Step } from '../ticket-step.ts';
import { BulkTags } from './bulk-tags.tsx';

/** What can be done with all that is selected. */
export function BulkBar({ selected, onDone }: { selected: readonly TicketView[]; onDone: () => void }) {
  const { person } = useViewer();
  const people = usePeople();
  const change = useChangeTicket();
  if (selected.length === 0) return null;
  const open = selected.filter(({ status }) => status === 'open');
  const unresolved = selected.filter(({ status }) => status !== 'resolved');
  const notOf = (id: string | null) => unresolved.filter(({ assignee }) => (assignee?.id ?? null) !== id);
  const foreign = notOf(person.id);
  const owned = notOf(null);
  const doWith = (tickets: readonly TicketView[], step: Step) => {
    if (tickets.length > 0) change(tickets, step);
    onDone();
  };
  return (
    <div
      role="toolbar"
      aria-label={strings.selected(numberText(selected.length))}
      className="flex shrink-0 flex-wrap items-center gap-1.5 border-b border-line bg-accent-soft px-3 py-2"
    >
      <span className="tabular w-full font-medium">{strings.selected(numberText(selected.length))}</span>
      <Button small disabled={foreign.length === 0} onClick={() => doWith(foreign, { kind: 'give', to: person })}>
        {strings.takeAll}
      </Button>
      <Button small disabled={unresolved.length === 0} onClick={() => doWith(unresolved, { kind: 'resolve' })}>
        {strings.resolveAll}
      </Button>
      <span className="flex-1" />
      <BulkMenu label={strings.assignAll} icon={<UserPlus size={14} aria-hidden />} disabled={unresolved.length === 0}>
        {people.data?.map(({ id, name }) => (
          <MenuItem key={id} onSelect={() => doWith(notOf(id), { kind: 'give', to: { id, name } })}>
            {id === person.id ? strings.toMe(name) : name}
          </MenuItem>
        ))}
        {owned.length > 0 && (
          <MenuItem onSelect={() => doWith(owned, { kind: 'give', to: null })}>{strings.giveBack}</MenuItem>
        )}
      </BulkMenu>
      <BulkMenu label={strings.holdAll} icon={<Clock size={14} aria-hidden />} disabled={open.length === 0}>
        <HoldChoices onHold={(until) => doWith(open, { kind: 'hold', until })} />
      </BulkMenu>
      <BulkMenu label={strings.prioritizeAll} icon={<Flag size={14} aria-hidden />}>
        {Priority.options.toReversed().map((priority) => (
          <MenuItem
            key={priority}
            onSelect={() =>
              doWith(
                selected.filter((ticket) => ticket.priority !== priority),
                { kind: 'prioritize', priority },
              )
            }
          >
            {strings.priorities[priority]}
          </MenuItem>
        ))}
      </BulkMenu>
      <BulkMenu label={strings.tagAll} icon={<Tag size={14} aria-hidden />}>
        <BulkTags selected={selected} />
      </BulkMenu>
      <IconButton label={strings.selectNone} onClick={onDone} className="size-7!">
        <X size={14} aria-hidden />
      </IconButton>
    </div>
  );
}

const BulkMenu = (props: { label: string; icon: ReactNode; disabled?: boolean; children: ReactNode }) => (
  <Menu
    trigger={
      <IconButton label={props.label} disabled={props.disabled} className="size-7! text-ink!">
        {props.icon}
      </IconButton>
    }
  >
    {props.children}
  </Menu>
);
