import type { ChannelState, TicketView } from '@duet/contracts';
import { CircleSlash, UserPlus, Users } from 'lucide-react';
import { Tabs } from 'radix-ui';
import { useNavigate } from 'react-router';
import { Button } from '../../../components/ui/button.tsx';
import { replyWindow } from '../../../lib/reply-window.ts';
import { serverClock } from '../../../lib/server-clock.ts';
import { useKeyHint } from '../../../lib/shortcuts.ts';
import { useViewer } from '../../../lib/session-context.ts';
import { useCountdown } from '../../../lib/use-now.ts';
import { composerState, type ComposerState, type Mode, type Remedy } from '../composer-state.ts';
import { useDraft } from '../draft-store.ts';
import { strings } from '../strings.ts';
import { ColleaguesDrafts } from './colleagues-drafts.tsx';
import { Composer } from './composer.tsx';

interface Steps {
  readonly onAssign: () => void;
  readonly onTakeOver: () => void;
  readonly onReopen: () => void;
}

/** Reply or note, or the reason why not and the one step that helps. */
export function ComposerPane(
  props: {
    ticket: TicketView;
    channelState: ChannelState | undefined;
    mode: Mode;
    onMode: (mode: Mode) => void;
  } & Steps,
) {
  const { ticket, channelState, mode, onMode } = props;
  const { person, role, workspace } = useViewer();
  const draft = useDraft({ personId: person.id, ticketId: ticket.id, mode });
  // Renders anew when the window closes.
  useCountdown(replyWindow(ticket)?.expiresAt ?? null);
  const viewer = { id: person.id, role };
  const state = composerState({
    mode,
    ticket,
    channelState,
    viewer,
    settings: workspace.settings,
    nowMs: serverClock.now(),
  });

  return (
    <Tabs.Root
      value={mode}
      onValueChange={(value) => onMode(value === 'note' ? 'note' : 'reply')}
      className="shrink-0 border-t border-line bg-surface px-5 pt-2 pb-4 max-md:px-3 low:pt-0.5 low:pb-2"
    >
      <div className="mx-auto w-full max-w-3xl">
        <Tabs.List aria-label={strings.mode} className="mb-2 flex gap-4 low:mb-1">
          <Tab value="reply">{strings.reply}</Tab>
          <Tab value="note">{strings.note}</Tab>
        </Tabs.List>
        <Tabs.Content value={mode} tabIndex={-1} className="outline-none">
          <ColleaguesDrafts ticketId={ticket.id} />
          {state.kind === 'enabled' ? (
            <>
              {state.colleague !== null && <Colleague name={state.colleague} {...props} />}
              <Composer
                key={`${ticket.id} ${mode}`}
                ticket={ticket}
                mode={mode}
                personId={person.id}
                maxCodePoints={state.maxCodePoints}
              />
            </>
          ) : (
            <>
              <Closed state={state} {...props} />
              {draft.text.trim() !== '' && (
                <p className="mt-2 line-clamp-2 break-words text-muted">
                  {strings.keptDraft} <bdi>{draft.text}</bdi>
                </p>
              )}
            </>
          )}
        </Tabs.Content>
      </div>
    </Tabs.Root>
  );
}

const Tab = ({ value, children }: { value: Mode; children: string }) => (
  <Tabs.Trigger
    value={value}
    title={useKeyHint(children, value)}
    className="border-b-2 border-transparent py-1 text-muted data-[state=active]:border-accent data-[state=active]:font-semibold data-[state=active]:text-ink"
  >
    {children}
  </Tabs.Trigger>
);

const Colleague = ({ name, onTakeOver }: { name: string } & Pick<Steps, 'onTakeOver'>) => (
  <div className="mb-2 flex items-center gap-2 text-muted">
    <Users size={14} aria-hidden className="shrink-0" />
    <bdi className="min-w-0 flex-1 truncate">{strings.colleague(name)}</bdi>
    <Button small onClick={onTakeOver}>
      {strings.takeOver}
    </Button>
  </div>
);

function Closed({ state, ...steps }: { state: Exclude<ComposerState, { kind: 'enabled' }> } & Steps) {
  const hint = useKeyHint(strings.assignToMe, 'assignToMe');
  if (state.kind === 'join') {
    return (
      <div className="flex min-h-16 flex-wrap items-center justify-between gap-3 rounded-md bg-success-soft p-3 low:min-h-0 low:py-2">
        <p className="text-base">{strings.join}</p>
        <Button look="success" title={hint} onClick={steps.onAssign}>
          <UserPlus size={14} aria-hidden />
          {strings.assignToMe}
        </Button>
      </div>
    );
  }
  return (
    <div className="flex min-h-16 flex-wrap items-center gap-3 rounded-md bg-sunken p-3 low:min-h-0 low:py-2">
      <CircleSlash size={16} aria-hidden className="shrink-0 text-muted" />
      <p className="min-w-0 flex-1 text-base text-pretty">{state.reason}</p>
      {state.remedy && <RemedyButton remedy={state.remedy} {...steps} />}
    </div>
  );
}

function RemedyButton({ remedy, onReopen }: { remedy: Remedy } & Steps) {
  const navigate = useNavigate();
  const steps = {
    reopen: [strings.reopen, onReopen],
    integrations: [strings.toIntegrations, () => void navigate('/integrations')],
  } as const;
  const [label, step] = steps[remedy];
  return <Button onClick={step}>{label}</Button>;
}
