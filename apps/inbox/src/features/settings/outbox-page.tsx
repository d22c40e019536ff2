import type { MailView } from '@duet/contracts';
import { Copy, Mail } from 'lucide-react';
import { useNavigate } from 'react-router';
import { toast } from 'sonner';
import { Badge, type Tone } from '../../components/ui/badge.tsx';
import { Button } from '../../components/ui/button.tsx';
import { EmptyState } from '../../components/ui/empty-state.tsx';
import { useViewer } from '../../lib/session-context.ts';
import { shortDateTime } from '../../lib/times.ts';
import { useNow } from '../../lib/use-now.ts';
import { useMails } from './api/people.ts';
import { Page } from '../../components/page.tsx';
import { strings } from './people-strings.ts';

/** The mails that were written, and where no mail server is set, what stands in them. */
export function OutboxPage() {
  const { role } = useViewer();
  const { data, error } = useMails();
  const now = useNow();
  const navigate = useNavigate();
  return (
    <Page title={strings.outbox} about={strings.aboutOutbox} error={error}>
      {data && !data.hasMailServer && (
        <p className="mb-4 flex items-center gap-3 rounded-md bg-sunken px-3 py-2 text-pretty">
          <Mail size={16} aria-hidden className="shrink-0 text-muted" />
          {role === 'owner' ? strings.noMailServer : strings.onlyOwners}
        </p>
      )}
      {data?.mails.length === 0 && (
        <EmptyState
          icon={<Mail size={28} />}
          sentence={strings.noMails}
          action={<Button onClick={() => void navigate('/settings/people')}>{strings.toPeople}</Button>}
        />
      )}
      <ul aria-label={strings.outbox}>
        {data?.mails.map((mail) => (
          <Row key={mail.id} mail={mail} state={stateOf(mail, data.hasMailServer, now)} />
        ))}
      </ul>
    </Page>
  );
}

type State = keyof typeof strings.mailStates;

const tones: Readonly<Record<State, Tone>> = {
  waiting: 'neutral',
  kept: 'accent',
  sent: 'success',
  failed: 'danger',
  void: 'neutral',
};

function stateOf({ status, expiresAt }: MailView, hasMailServer: boolean, now: number): State {
  if (status !== 'waiting') return status;
  if (Date.parse(expiresAt) <= now) return 'void';
  return hasMailServer ? 'waiting' : 'kept';
}

function Row({ mail, state }: { mail: MailView; state: State }) {
  const { to, subject, createdAt, attempts, failure, letter } = mail;
  return (
    <li className="border-t border-line py-2.5">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
        <div className="min-w-44 flex-1">
          <p className="flex flex-wrap items-center gap-x-2">
            <bdi className="min-w-0 truncate text-base font-medium">{subject}</bdi>
            <Badge tone={tones[state]}>{strings.mailStates[state]}</Badge>
          </p>
          <p className="text-muted">
            <bdi>{strings.to(to)}</bdi> · {shortDateTime(createdAt)}
            {attempts > 0 && ` · ${strings.attempts(attempts)}`}
          </p>
          {failure !== null && state !== 'sent' && <p className="break-words text-danger">{failure}</p>}
        </div>
        {letter && window.isSecureContext && (
          <Button small aria-label={strings.copyLinkFor(to)} onClick={() => void copy(letter.link)}>
            <Copy size={14} aria-hidden />
            {strings.copyLink}
          </Button>
        )}
      </div>
      {letter && (
        <details className="mt-1">
          <summary className="cursor-pointer text-accent">{strings.showLetter}</summary>
          <pre className="mt-2 rounded-md bg-sunken p-3 font-sans break-words whitespace-pre-wrap">{letter.text}</pre>
        </details>
      )}
    </li>
  );
}

async function copy(link: string): Promise<void> {
  await navigator.clipboard.writeText(link);
  toast(strings.copied);
}
