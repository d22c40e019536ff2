import type { Availability, TicketView } from '@duet/contracts';
import clsx from 'clsx';
import { Button } from '../../../components/ui/button.tsx';
import { Menu, MenuItem, MenuLabel, MenuLine } from '../../../components/ui/menu.tsx';
import { useAvailability, useTeams } from '../../../lib/availability.ts';
import { usePeople } from '../../../lib/people.ts';
import { useViewer } from '../../../lib/session-context.ts';
import { useChangeTicket } from '../api/change-ticket.ts';
import { strings } from '../strings.ts';

/** Gives the ticket to a colleague or to a team, with who is there. */
export function AssigneeMenu({ ticket }: { ticket: TicketView }) {
  if (ticket.status === 'resolved') return null;
  return (
    <Menu
      trigger={
        <Button small look="quiet" className="-my-1 -mr-2" aria-label={strings.assignLabel}>
          {strings.assign}
        </Button>
      }
    >
      <Choices ticket={ticket} />
    </Menu>
  );
}

/** Made when the menu opens, so that it tells of that moment. */
function Choices({ ticket }: { ticket: TicketView }) {
  const viewer = useViewer();
  const people = usePeople();
  const availability = useAvailability();
  const teams = useTeams();
  const change = useChangeTicket();
  const others = teams.data?.filter(({ id }) => id !== ticket.team?.id) ?? [];
  return (
    <>
      {people.data
        ?.filter(({ id }) => id !== ticket.assignee?.id)
        .map(({ id, name }) => {
          const there = availability.data?.find(({ personId }) => personId === id);
          return (
            <MenuItem key={id} onSelect={() => change([ticket], { kind: 'give', to: { id, name } })}>
              <Dot availability={there?.availability} />
              <bdi className="min-w-0 flex-1 truncate">{id === viewer.person.id ? strings.toMe(name) : name}</bdi>
              {there && <span className="sr-only">{strings.availabilities[there.availability]}</span>}
              {there && there.open > 0 && (
                <span className="tabular text-xs text-muted" title={strings.openTickets(there.open)}>
                  {there.open}
                </span>
              )}
            </MenuItem>
          );
        })}
      {ticket.assignee && (
        <MenuItem onSelect={() => change([ticket], { kind: 'give', to: null })}>{strings.giveBack}</MenuItem>
      )}
      {(others.length > 0 || ticket.team) && (
        <>
          <MenuLine />
          <MenuLabel>{strings.teams}</MenuLabel>
        </>
      )}
      {others.map(({ id, name }) => (
        <MenuItem key={id} onSelect={() => change([ticket], { kind: 'team', to: { id, name } })}>
          <bdi className="truncate">{name}</bdi>
        </MenuItem>
      ))}
      {ticket.team && (
        <MenuItem onSelect={() => change([ticket], { kind: 'team', to: null })}>{strings.noTeam}</MenuItem>
      )}
    </>
  );
}

/** Filled: there; a ring: away; a pale one: offline. The word for it stands beside it for who does not see it. */
const Dot = ({ availability = 'offline' }: { availability: Availability | undefined }) => (
  <span
    aria-hidden
    title={strings.availabilities[availability]}
    className={clsx('size-2 shrink-0 rounded-full', {
      'bg-success': availability === 'available',
      'border-2 border-warning-ink': availability === 'away',
      'border border-line-strong': availability === 'offline',
    })}
  />
);
