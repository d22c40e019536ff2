import type { TicketView } from '@duet/contracts';
import { Clock, Play } from 'lucide-react';
import { Button } from '../../../components/ui/button.tsx';
import { Menu, MenuItem } from '../../../components/ui/menu.tsx';
import { serverClock } from '../../../lib/server-clock.ts';
import { shortDateTime } from '../../../lib/times.ts';
import { holdTimes } from '../hold-times.ts';
import { strings } from '../strings.ts';

/** Sets the ticket aside, or brings it back (INB-15). */
export function HoldMenu(props: { ticket: TicketView; onHold: (until: string | null) => void; onBack: () => void }) {
  const { ticket, onHold, onBack } = props;
  if (ticket.status === 'resolved') return null;
  if (ticket.status === 'hold') {
    return (
      <Button onClick={onBack}>
        <Play size={14} aria-hidden />
        {strings.bringBack}
      </Button>
    );
  }
  return (
    <Menu
      trigger={
        <Button>
          <Clock size={14} aria-hidden />
          {strings.hold}
        </Button>
      }
    >
      <Choices onHold={onHold} />
    </Menu>
  );
}

/** Made when the menu opens, so that the times are those of that moment. */
function Choices({ onHold }: { onHold: (until: string | null) => void }) {
  const times = holdTimes(new Date(serverClock.now()));
  const until = (time: Date) => () => onHold(time.toISOString());
  return (
    <>
      <MenuItem onSelect={until(times.inAnHour)}>{strings.holdHour}</MenuItem>
      <MenuItem onSelect={until(times.tomorrow)}>
        {strings.holdUntil(shortDateTime(times.tomorrow.toISOString()))}
      </MenuItem>
      <MenuItem onSelect={until(times.monday)}>{strings.holdUntil(shortDateTime(times.monday.toISOString()))}</MenuItem>
      <MenuItem onSelect={() => onHold(null)}>{strings.holdOpenEnd}</MenuItem>
    </>
  );
}
