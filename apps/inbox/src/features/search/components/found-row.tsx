import type { FoundMessage } from '@duet/contracts';
import { NavLink } from 'react-router';
import { Avatar } from '../../../components/ui/avatar.tsx';
import { ChannelMark } from '../../../components/ui/channel-mark.tsx';
import { contactName } from '../../../lib/contact-name.ts';
import { absoluteTime, relativeTime } from '../../../lib/times.ts';
import { useNow } from '../../../lib/use-now.ts';
import { strings } from '../strings.ts';
import { Marked } from './marked.tsx';

/** One message that was found; it leads to its place in the thread. */
export function FoundRow({ found, q, search }: { found: FoundMessage; q: string; search: string }) {
  const now = useNow();
  const name = contactName(found.contact);
  const query = new URLSearchParams(search);
  query.set('message', found.id);
  return (
    <li>
      <NavLink
        to={{ pathname: `/inbox/${found.ticketId}`, search: query.toString() }}
        className="flex min-h-(--row) gap-3 border-b border-line px-3 py-2 -outline-offset-2 transition-colors hover:bg-sunken"
      >
        <Avatar name={name} url={found.contact.avatarUrl} size="var(--row-avatar)" />
        <span className="flex min-w-0 flex-1 flex-col gap-0.5">
          <span className="flex items-baseline gap-2">
            <bdi className="min-w-0 flex-1 truncate text-left font-medium">{name}</bdi>
            <time dateTime={found.sentAt} title={absoluteTime(found.sentAt)} className="shrink-0 text-xs text-muted">
              {relativeTime(found.sentAt, now)}
            </time>
          </span>
          <span className="flex gap-1.5">
            <span className="mt-0.5">
              <ChannelMark type={found.channelType} />
            </span>
            <bdi className="line-clamp-2 min-w-0 flex-1 text-left break-words">
              {found.direction !== 'in' && (
                <span className="text-muted">{found.direction === 'note' ? strings.note : strings.we} </span>
              )}
              <Marked text={found.excerpt} q={q} />
            </bdi>
          </span>
        </span>
      </NavLink>
    </li>
  );
}
