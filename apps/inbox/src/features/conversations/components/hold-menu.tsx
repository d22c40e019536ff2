import type { TicketView } from '@duet/contracts';
import { Clock, Play } from 'lucide-react';
import { HoldChoices } from '../../../components/hold-choices.tsx';
import { Button } from '../../../components/ui/button.tsx';
import { Menu } from '../../../components/ui/menu.tsx';
import { strings } from '../strings.ts';

/** Sets the ticket aside, or brings it back (INB-15). */
export function HoldMenu(props: { ticket: TicketView; onHold: (until: string | null) => void; onBack: () => void }) {
  const { ticket, onHold, onBack } = props;
  if (ticket.status === 'resolved') return null;
  if (ticket.status === 'hold') {
    return (
      <Button onClick={onBack}>
        <Play size={14} aria-hidden />
        <span className="max-phone:sr-only">{strings.bringBack}</span>
      </Button>
    );
  }
  return (
    <Menu
      trigger={
        <Button>
          <Clock size={14} aria-hidden />
          <span className="max-phone:sr-only">{strings.hold}</span>
        </Button>
      }
    >
      <HoldChoices onHold={onHold} />
    </Menu>
  );
}
