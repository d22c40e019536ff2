import type { SlaClockView, TicketView } from '@duet/contracts';
import { Timer } from 'lucide-react';
import { Badge } from '../../../components/ui/badge.tsx';
import { shortDateTime } from '../../../lib/times.ts';
import { pressing } from '../pressing.ts';
import { strings } from '../strings.ts';
import { timeLeft } from '../time-left.ts';

/** Of a ticket with a promise that is broken or due soon. */
export function SlaBadge({ ticket, now }: { ticket: TicketView; now: number }) {
  const clock = pressing(ticket);
  return clock && <ClockBadge clock={clock} now={now} />;
}

function ClockBadge({ clock: { metric, state, dueAt, breachedAt }, now }: { clock: SlaClockView; now: number }) {
  const left = dueAt === null ? null : timeLeft(dueAt, now);
  const isLate = state === 'breached' || left === null;
  const name = strings.slaMetrics[metric];
  const at = breachedAt ?? dueAt;
  const told = at === null ? name : (isLate ? strings.slaLate : strings.slaDue)(name, shortDateTime(at));
  return (
    <span title={told} className="inline-flex shrink-0">
      <Badge tone={isLate ? 'danger' : 'warning'}>
        <Timer size={11} aria-hidden />
        <span aria-hidden>{isLate ? strings.slaOverdue : left.text}</span>
        <span className="sr-only">{told}</span>
      </Badge>
    </span>
  );
}
