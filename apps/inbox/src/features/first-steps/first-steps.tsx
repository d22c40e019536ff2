import clsx from 'clsx';
import { Check } from 'lucide-react';
import { useNavigate } from 'react-router';
import { Button } from '../../components/ui/button.tsx';
import { useChoose } from '../../lib/preferences.ts';
import { useViewer } from '../../lib/session-context.ts';
import { strings } from './strings.ts';
import type { Step, useFirstSteps } from './use-first-steps.ts';

/** Leads a new workspace from the connection to the first answer; the next step alone has a button. */
export function FirstSteps({ steps, ticketId }: FirstStepsProps) {
  const { phoneUrl } = useViewer();
  const choose = useChoose();
  const next = steps.find(({ isDone }) => !isDone)?.step;
  return (
    <div className="flex flex-1 overflow-y-auto p-8 max-md:p-4">
      <div className="m-auto flex w-full max-w-lg flex-col gap-5">
        <div>
          <h2 className="text-lg font-semibold">{strings.title}</h2>
          <p className="mt-1 text-pretty text-muted">
            {strings.about} {phoneUrl !== null && strings.simulated}
          </p>
        </div>
        <ol className="flex flex-col border-y border-line">
          {steps.map(({ step, isDone }, index) => (
            <li key={step} className="flex gap-3 border-line py-3 not-first:border-t">
              <span
                className={clsx(
                  'tabular flex size-6 shrink-0 items-center justify-center rounded-full text-xs font-semibold',
                  isDone && 'bg-success text-on-success',
                  step === next && 'bg-accent text-on-accent',
                  !isDone && step !== next && 'bg-sunken text-muted',
                )}
              >
                {isDone ? <Check size={14} aria-label={strings.done} /> : index + 1}
              </span>
              <div className="flex min-w-0 flex-1 flex-wrap items-start gap-x-4 gap-y-2">
                <div className="min-w-48 flex-1">
                  <h3 className={clsx('font-semibold', isDone && 'text-muted')}>{strings.titles[step]}</h3>
                  {!isDone && <Explained step={step} />}
                </div>
                {step === next && <Go step={step} ticketId={ticketId} look="primary" />}
              </div>
            </li>
          ))}
        </ol>
        <Button look="quiet" className="-ml-3 self-start" onClick={() => choose({ firstStepsClosed: true })}>
          {strings.close}
        </Button>
      </div>
    </div>
  );
}

/** The button of the step that comes next, for the empty list. */
export const NextStep = ({ steps }: Pick<FirstStepsProps, 'steps'>) => {
  const next = steps.find(({ isDone }) => !isDone)?.step;
  return next && <Go step={next} ticketId={undefined} look="plain" />;
};

interface FirstStepsProps {
  readonly steps: NonNullable<ReturnType<typeof useFirstSteps>>;
  /** A ticket that can be answered. */
  readonly ticketId: string | undefined;
}

function Explained({ step }: { step: Step }) {
  const isPossible = useIsPossible(step);
  const words = isPossible || step === 'answer' || step === 'hide' ? strings.how[step] : strings.who[step];
  return <p className="text-pretty text-muted">{words}</p>;
}

/** Whether the viewer can do the step here; otherwise the words say who can, or where. */
function useIsPossible(step: Step): boolean {
  const { role, phoneUrl } = useViewer();
  if (step === 'connect') return role === 'owner' || role === 'admin';
  return step !== 'receive' || phoneUrl !== null;
}

function Go({ step, ticketId, look }: { step: Step; ticketId: string | undefined; look: 'primary' | 'plain' }) {
  const navigate = useNavigate();
  const { phoneUrl } = useViewer();
  const isPossible = useIsPossible(step);
  if (!isPossible || (step === 'answer' && ticketId === undefined)) return null;
  const go = {
    connect: () => void navigate('/integrations'),
    receive: () => void window.open(phoneUrl ?? '', '_blank', 'noopener'),
    answer: () => void navigate(`/inbox/${ticketId}`),
    hide: () => void navigate('/posts'),
  };
  return (
    <Button look={look} onClick={go[step]}>
      {strings.go[step]}
    </Button>
  );
}
