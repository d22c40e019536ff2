import type { ChannelHealthView } from '@duet/contracts';
import { CircleCheck, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { useNavigate } from 'react-router';
import { Button } from '../../../components/ui/button.tsx';
import { newIntent } from '../../../lib/intent.ts';
import { numberText } from '../../../lib/numbers.ts';
import { absoluteTime, shortDateTime } from '../../../lib/times.ts';
import { useHeal, useHealth } from '../api/channel-health.ts';
import { strings } from '../channel-strings.ts';
import { type HealthFinding, healthFindings, type HealthStep } from '../health-findings.ts';
import { noticeWords } from '../notice-words.ts';
import { Asked } from './channel-part.tsx';

/** How the channel does: what is wrong, each with its cause and one next step, then the figures. */
export const HealthPart = (props: { channelId: string; mayChange: boolean; onChecks: () => void }) => (
  <Asked query={useHealth(props.channelId)}>{(health) => <Health health={health} {...props} />}</Asked>
);

function Health(props: { health: ChannelHealthView; channelId: string; mayChange: boolean; onChecks: () => void }) {
  const { health, channelId, mayChange, onChecks } = props;
  const navigate = useNavigate();
  const heal = useHeal();
  const findings = healthFindings(health);
  const compare = () => heal.mutate({ id: channelId, intent: newIntent() });
  const steps: Readonly<Record<HealthStep, () => void>> = {
    checks: onChecks,
    connect: () => void navigate('/integrations'),
    compare,
  };
  return (
    <div className="flex flex-col gap-5">
      {findings.length + health.notices.length === 0 ? (
        <p className="flex items-center gap-2 rounded-md bg-success-soft px-4 py-3 font-medium">
          <CircleCheck size={16} aria-hidden className="text-success" />
          {strings.allWell}
        </p>
      ) : (
        <ul className="flex flex-col gap-2">
          {health.notices.map((notice) => (
            <Problem key={notice.code} cause={noticeWords(notice)} />
          ))}
          {findings.map((finding) => (
            <Found key={finding.code} finding={finding} steps={mayChange ? steps : null} />
          ))}
        </ul>
      )}
      <Figures health={health} />
      {mayChange && health.state === 'connected' && (
        <Button className="self-start" disabled={heal.isPending} onClick={compare}>
          {heal.isPending ? strings.comparing : strings.compare}
        </Button>
      )}
    </div>
  );
}

function Found({ finding, steps }: { finding: HealthFinding; steps: Readonly<Record<HealthStep, () => void>> | null }) {
  const { code, count, step } = finding;
  return (
    <Problem cause={strings.causes[code](count)} fix={strings.fixes[code]}>
      {steps && step && (
        <Button small onClick={steps[step]}>
          {strings.steps[step]}
        </Button>
      )}
    </Problem>
  );
}

const Problem = ({ cause, fix, children }: { cause: string; fix?: string; children?: ReactNode }) => (
  <li className="flex flex-wrap items-start gap-3 rounded-md bg-warning px-4 py-3 text-warning-ink">
    <TriangleAlert size={16} aria-hidden className="mt-px shrink-0" />
    <div className="min-w-48 flex-1">
      <p className="font-semibold text-pretty">{cause}</p>
      {fix && <p className="text-pretty">{fix}</p>}
    </div>
    {children}
  </li>
);

function Figures({ health: { intake, webhooks, access, consent, budget, healing } }: { health: ChannelHealthView }) {
  return (
    <dl className="grid gap-x-8 sm:grid-cols-2">
      <Figure name={strings.facts.last}>{intake?.last ? <Moment at={intake.last.eventAt} /> : strings.none}</Figure>
      {intake?.last && (
        <Figure name={strings.facts.lag}>
          {strings.seconds(numberText(Math.round(intake.last.lagMs / 100) / 10))}
        </Figure>
      )}
      <Figure name={strings.facts.webhooks}>
        {webhooks.checkedAt ? <Moment at={webhooks.checkedAt} /> : strings.never}
      </Figure>
      <Figure name={strings.facts.swept}>{healing ? <Moment at={healing.sweptUntil} /> : strings.never}</Figure>
      <Figure name={strings.facts.healed}>{numberText(healing?.found ?? 0)}</Figure>
      <Figure name={strings.facts.excluded}>{numberText(intake?.excludedRegion ?? 0)}</Figure>
      <Figure name={strings.facts.waiting}>{numberText(budget.waiting)}</Figure>
      {access && (
        <Figure name={access.renewsAt ? strings.facts.access : strings.facts.accessEnds}>
          <Moment at={access.renewsAt ?? access.expiresAt} />
        </Figure>
      )}
      {consent && (
        <Figure name={strings.facts.consent}>
          <Moment at={consent.endsAt} /> ({strings.daysLeft(consent.daysLeft)})
        </Figure>
      )}
    </dl>
  );
}

const Figure = ({ name, children }: { name: string; children: ReactNode }) => (
  <div className="flex items-baseline justify-between gap-4 border-b border-line py-2">
    <dt className="text-muted">{name}</dt>
    <dd className="tabular text-right">{children}</dd>
  </div>
);

const Moment = ({ at }: { at: string }) => (
  <time dateTime={at} title={absoluteTime(at)}>
    {shortDateTime(at)}
  </time>
);
