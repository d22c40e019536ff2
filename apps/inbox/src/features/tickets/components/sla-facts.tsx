import type { SlaClockView, TicketView } from '@duet/contracts';
import clsx from 'clsx';
import { absoluteTime, shortDateTime } from '../../../lib/times.ts';
import { strings } from '../strings.ts';
import { Fact, Facts } from '../../../components/ui/facts.tsx';

/** What was promised for the ticket, and how far it is kept. */
export function SlaFacts({ ticket: { sla } }: { ticket: TicketView }) {
  if (!sla || sla.clocks.length === 0) return null;
  return (
    <Facts title={strings.sla(sla.policy.name)}>
      {sla.clocks.map((clock) => (
        <Fact key={clock.metric} name={strings.slaMetrics[clock.metric]}>
          <Standing clock={clock} />
        </Fact>
      ))}
    </Facts>
  );
}

function Standing({ clock: { state, dueAt, breachedAt, endedAt } }: { clock: SlaClockView }) {
  const tone = { breached: 'text-danger', due_soon: 'font-semibold', ok: '' }[state];
  if (endedAt !== null && breachedAt === null) return <span className="text-success">{strings.slaKept}</span>;
  if (endedAt !== null) return <span className={tone}>{strings.slaKeptLate}</span>;
  const at = breachedAt ?? dueAt;
  if (at === null) return <span className="text-muted">{strings.slaPaused}</span>;
  return (
    <time dateTime={at} title={absoluteTime(at)} className={clsx(tone)}>
      {(breachedAt ? strings.slaOverdueSince : strings.slaDueBy)(shortDateTime(at))}
    </time>
  );
}
