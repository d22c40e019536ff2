import type { PreFlightCheck } from '@duet/contracts';
import { CircleAlert, CircleCheck, CircleHelp, TriangleAlert } from 'lucide-react';
import { Button } from '../../../components/ui/button.tsx';
import { usePreFlight } from '../api/channel-health.ts';
import { strings } from '../channel-strings.ts';
import { findingWords } from '../notice-words.ts';
import { Asked } from './channel-part.tsx';

/** Whether everything is as a channel needs it; of the installation where there is no channel yet. */
export function ChecksPart({ channelId }: { channelId: string | null }) {
  const checks = usePreFlight(channelId);
  const ready = channelId === null ? strings.readyInstallation : strings.ready;
  return (
    <Asked query={checks}>
      {(answer) => (
        <div className="flex flex-col gap-4">
          <div className="flex flex-wrap items-center justify-between gap-3">
            <p role="status" className="font-semibold">
              {answer.ready ? ready : strings.notReady}
            </p>
            <Button disabled={checks.isFetching} onClick={() => void checks.refetch()}>
              {checks.isFetching ? strings.looking : strings.lookAgain}
            </Button>
          </div>
          <ul className="border-t border-line">
            {inOrder(answer.checks).map((check) => (
              <Check key={check.check} check={check} />
            ))}
          </ul>
        </div>
      )}
    </Asked>
  );
}

const looks = {
  failed: [CircleAlert, 'text-danger'],
  warning: [TriangleAlert, 'text-ink'],
  unknown: [CircleHelp, 'text-muted'],
  ok: [CircleCheck, 'text-success'],
} as const;

const order = ['failed', 'warning', 'unknown', 'ok'] as const;

/** What needs somebody comes first. */
const inOrder = (checks: readonly PreFlightCheck[]): readonly PreFlightCheck[] =>
  order.flatMap((status) => checks.filter((check) => check.status === status));

function Check({ check }: { check: PreFlightCheck }) {
  const [Icon, colour] = looks[check.status];
  const { cause, fix } = findingWords(check);
  return (
    <li className="flex items-start gap-3 border-b border-line py-3">
      <Icon size={16} aria-hidden className={`mt-px shrink-0 ${colour}`} />
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap justify-between gap-x-4">
          <span className="font-medium">{strings.checks[check.check]}</span>
          <span className={colour}>{strings.statuses[check.status]}</span>
        </p>
        {cause && <p className="mt-1 text-pretty">{cause}</p>}
        {fix && <p className="text-pretty text-muted">{fix}</p>}
      </div>
    </li>
  );
}
