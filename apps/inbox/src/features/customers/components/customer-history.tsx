import type { TicketView } from '@duet/contracts';
import clsx from 'clsx';
import { Link } from 'react-router';
import { Badge } from '../../../components/ui/badge.tsx';
import { Button } from '../../../components/ui/button.tsx';
import { ChannelMark } from '../../../components/ui/channel-mark.tsx';
import { Skeleton } from '../../../components/ui/skeleton.tsx';
import { absoluteTime, relativeTime } from '../../../lib/times.ts';
import { useNow } from '../../../lib/use-now.ts';
import { useHistory } from '../api/customer.ts';
import { strings } from '../strings.ts';

/** Every ticket of the customer, direct messages and comments alike. */
export function CustomerHistory({ contactId, openId }: { contactId: string; openId: string }) {
  const history = useHistory(contactId);
  return (
    <section className="border-t border-line py-(--part-pad)">
      <h2 className="mb-2 text-xs font-semibold text-muted">{strings.history}</h2>
      {history.data && (
        <ol aria-label={strings.history} className="-mx-2 flex flex-col">
          {history.data.map((ticket) => (
            <Entry key={ticket.id} ticket={ticket} isOpen={ticket.id === openId} />
          ))}
        </ol>
      )}
      {history.isPending && (
        <p aria-busy aria-label={strings.loading}>
          <Skeleton className="h-10" />
        </p>
      )}
      {history.isError && <p className="mb-2 text-muted">{strings.failed}</p>}
      {history.isError ? (
        <Button small onClick={() => void history.refetch()}>
          {strings.tryAgain}
        </Button>
      ) : (
        history.hasNextPage && (
          <Button small disabled={history.isFetchingNextPage} onClick={() => void history.fetchNextPage()}>
            {strings.more}
          </Button>
        )
      )}
    </section>
  );
}

function Entry({ ticket, isOpen }: { ticket: TicketView; isOpen: boolean }) {
  const now = useNow();
  const { lastMessage, status } = ticket;
  return (
    <li>
      <Link
        to={`/inbox/${ticket.id}`}
        aria-current={isOpen ? 'page' : undefined}
        title={isOpen ? strings.thisTicket : undefined}
        className={clsx(
          'block rounded-md px-2 py-1.5 transition-colors',
          isOpen ? 'bg-accent-soft' : 'hover:bg-sunken',
        )}
      >
        <span className="flex items-center gap-1.5">
          <ChannelMark type={ticket.channelType} />
          <bdi className="min-w-0 flex-1 truncate text-left">{lastMessage.preview}</bdi>
        </span>
        <span className="flex items-center gap-1.5 text-xs text-muted">
          <span className="tabular">#{ticket.number}</span>
          <Badge>{strings.states[status]}</Badge>
          <time dateTime={lastMessage.sentAt} title={absoluteTime(lastMessage.sentAt)} className="ml-auto">
            {relativeTime(lastMessage.sentAt, now)}
          </time>
        </span>
      </Link>
    </li>
  );
}
