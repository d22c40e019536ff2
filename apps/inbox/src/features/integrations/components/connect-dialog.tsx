import { ChartNoAxesCombined, Bot, ExternalLink, LoaderCircle, MessagesSquare } from 'lucide-react';
import { Button } from '../../../components/ui/button.tsx';
import { Dialog } from '../../../components/ui/dialog.tsx';
import { FailureNotice } from '../../../components/ui/failure-notice.tsx';
import { sentenceOf } from '../../../lib/http.ts';
import { refusalSentence, refusalWords } from '../../../lib/refusal-words.ts';
import { useViewer } from '../../../lib/session-context.ts';
import { help } from '../help-strings.ts';
import { strings } from '../strings.ts';
import type { Connect, WindowState } from '../use-connect.ts';

const icons = [MessagesSquare, Bot, ChartNoAxesCombined] as const;

/** What the integration enables, the button to TikTok, and the wait for its answer. */
export function ConnectDialog({ open, connect, onClose }: { open: boolean; connect: Connect; onClose: () => void }) {
  const { connection, isStarting } = connect;
  const { workspace } = useViewer();
  const failure = failureOf(connect);
  const isWaiting = connection?.state === 'waiting';
  return (
    <Dialog open={open} onClose={onClose} title={strings.connectTitle}>
      <ul className="flex flex-col gap-3">
        {strings.enables.map((text, index) => {
          const Icon = icons[index] ?? Bot;
          return (
            <li key={text} className="flex items-center gap-3 text-base">
              <Icon size={18} aria-hidden className="text-muted" />
              {text}
            </li>
          );
        })}
      </ul>
      <p className="mt-5 text-pretty text-muted">
        {help.regionsText}{' '}
        <a href={help.regionsUrl} target="_blank" rel="noreferrer" className="text-accent underline underline-offset-2">
          {help.regionsLink}
        </a>
      </p>
      <a
        href={strings.helpPage}
        target="_blank"
        rel="noreferrer"
        className="mt-3 inline-flex items-center gap-1 text-accent underline underline-offset-2"
      >
        {strings.help}
        <ExternalLink size={13} aria-hidden />
      </a>
      <div className="mt-6 flex flex-col gap-3">
        {failure && <FailureNotice sentence={failure} />}
        {workspace.plan === 'free' && <FailureNotice sentence={refusalSentence('plan_not_allowed')} />}
        {isWaiting ? (
          <Waiting windowState={connect.windowState} authorizeUrl={connect.authorizeUrl} onAgain={connect.begin} />
        ) : (
          <Button
            look="primary"
            className="h-9"
            disabled={isStarting || workspace.plan === 'free'}
            onClick={() => connect.begin()}
          >
            {isStarting ? strings.opening : strings.connectButton}
          </Button>
        )}
      </div>
    </Dialog>
  );
}

function failureOf({ connection, error }: Connect): string | null {
  if (connection?.state === 'failed') {
    return connection.failure ? refusalWords(connection.failure.code, connection.failure.reason) : strings.failed;
  }
  if (connection?.state === 'expired') return strings.expired;
  return error ? sentenceOf(error) : null;
}

function Waiting(props: { windowState: WindowState; authorizeUrl: string | null; onAgain: () => void }) {
  const { windowState, authorizeUrl, onAgain } = props;
  return (
    <div className="flex items-start gap-3 rounded-md bg-sunken px-4 py-3">
      {windowState === 'open' && <LoaderCircle size={16} aria-hidden className="mt-px shrink-0 animate-spin" />}
      <div className="min-w-0 flex-1" role="status">
        {windowState === 'open' && <p className="font-semibold">{strings.waitingTitle}</p>}
        <p className="text-muted">{strings.waitingText[windowState]}</p>
      </div>
      {authorizeUrl ? (
        <a href={authorizeUrl} className="shrink-0 font-medium text-accent underline underline-offset-2">
          {strings.here}
        </a>
      ) : (
        <Button small onClick={() => onAgain()}>
          {strings.startAgain}
        </Button>
      )}
    </div>
  );
}
