import type { InvitationView } from '@duet/contracts';
import { toast } from 'sonner';
import { Badge } from '../../../components/ui/badge.tsx';
import { Button } from '../../../components/ui/button.tsx';
import { sentenceOf } from '../../../lib/http.ts';
import { shortDateTime } from '../../../lib/times.ts';
import { useResend, useWithdraw } from '../api/people.ts';
import { strings } from '../people-strings.ts';
import { useMayChange } from './role-choice.tsx';

/** An invitation that nobody has taken yet. */
export function InvitationRow(props: { invitation: InvitationView; isExpired: boolean; hasMailServer: boolean }) {
  const { invitation, isExpired, hasMailServer } = props;
  const { email, role, invitedBy, expiresAt } = invitation;
  const resend = useResend();
  const withdraw = useWithdraw();
  const isTheirs = useMayChange(role);
  const onError = (error: Error) => void toast.error(sentenceOf(error));
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1.5 border-t border-line py-2.5">
      <div className="min-w-44 flex-1">
        <p className="flex flex-wrap items-center gap-x-2">
          <bdi className="min-w-0 truncate text-base font-medium">{email}</bdi>
          <Badge>{strings.roles[role]}</Badge>
          {isExpired && <Badge tone="warning">{strings.expired}</Badge>}
        </p>
        <p className="text-muted">
          <bdi>{strings.invitedBy(invitedBy)}</bdi>
          {!isExpired && ` · ${strings.expires(shortDateTime(expiresAt))}`}
        </p>
      </div>
      {isTheirs && (
        <span className="flex gap-2">
          <Button
            small
            aria-label={strings.resendTo(email)}
            disabled={resend.isPending}
            onClick={() =>
              resend.mutate(invitation, {
                onSuccess: () => void toast(hasMailServer ? strings.sentTo(email) : strings.keptFor(email)),
                onError,
              })
            }
          >
            {strings.resend}
          </Button>
          <Button
            small
            aria-label={strings.withdrawFrom(email)}
            disabled={withdraw.isPending}
            onClick={() =>
              withdraw.mutate(invitation, { onSuccess: () => void toast(strings.withdrawn(email)), onError })
            }
          >
            {strings.withdraw}
          </Button>
        </span>
      )}
    </li>
  );
}
