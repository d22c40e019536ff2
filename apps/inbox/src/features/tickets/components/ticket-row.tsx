import type { TicketView } from '@duet/contracts';
import clsx from 'clsx';
import { CornerUpLeft, Hourglass } from 'lucide-react';
import { memo, type KeyboardEvent, type Ref } from 'react';
import { NavLink } from 'react-router';
import { Avatar } from '../../../components/ui/avatar.tsx';
import { Badge } from '../../../components/ui/badge.tsx';
import { ChannelMark } from '../../../components/ui/channel-mark.tsx';
import { TagDot } from '../../../components/ui/tag-chip.tsx';
import { contactName } from '../../../lib/contact-name.ts';
import { replyWindow } from '../../../lib/reply-window.ts';
import { useViewer } from '../../../lib/session-context.ts';
import { absoluteTime, relativeTime } from '../../../lib/times.ts';
import { isUnread } from '../../../lib/unread.ts';
import { useNow } from '../../../lib/use-now.ts';
import { strings } from '../strings.ts';
import { timeLeft } from '../time-left.ts';
import { SlaBadge } from './sla-badge.tsx';

/** One ticket; with `index` in a list that draws only what can be seen of it. Scrolling draws anew none that was drawn. */
export const TicketRow = memo(function TicketRow(props: {
  ticket: TicketView;
  search: string;
  index?: number;
  /** Pixels from the top of the list. */
  top?: number;
  /** How many there are; -1 where more than are loaded. */
  of?: number;
  isTabStop?: boolean;
  isSelected?: boolean;
  onFocus?: (id: string) => void;
  onKeyDown?: (event: KeyboardEvent) => void;
  onSelect?: (id: string, range: boolean) => void;
  ref?: Ref<HTMLLIElement>;
}) {
  const { ticket, search, index, top = 0, of, isTabStop = true, isSelected = false } = props;
  const { onFocus, onKeyDown, onSelect, ref } = props;
  const now = useNow();
  const { person } = useViewer();
  const { contact, lastMessage } = ticket;
  const name = contactName(contact);
  const waits = lastMessage.direction === 'in' && ticket.status === 'open';
  const unread = ticket.status !== 'resolved' && isUnread(ticket, person.id);
  return (
    <li
      ref={ref}
      className={clsx('group', index !== undefined && 'absolute inset-x-0 top-0')}
      {...(index !== undefined && {
        'data-index': index,
        'aria-posinset': index + 1,
        'aria-setsize': of,
        style: { transform: `translateY(${top}px)` },
      })}
    >
      {onSelect && (
        <input
          type="checkbox"
          tabIndex={-1}
          aria-label={strings.select(name)}
          checked={isSelected}
          onChange={({ nativeEvent }) => onSelect(ticket.id, nativeEvent instanceof MouseEvent && nativeEvent.shiftKey)}
          className="absolute top-1/2 left-5 z-10 size-4 -translate-y-1/2 accent-accent opacity-0 group-hover:opacity-100 checked:opacity-100 focus-visible:opacity-100"
        />
      )}
      <NavLink
        to={{ pathname: `/inbox/${ticket.id}`, search }}
        data-ticket={ticket.id}
        tabIndex={isTabStop ? 0 : -1}
        onFocus={() => onFocus?.(ticket.id)}
        onKeyDown={onKeyDown}
        className={({ isActive }) =>
          clsx(
            'flex min-h-(--row) items-center gap-3 border-b border-line px-3 py-(--row-pad) -outline-offset-2 transition-colors',
            isActive || isSelected ? 'bg-accent-soft' : 'hover:bg-sunken',
          )
        }
      >
        <span className={clsx('flex', onSelect && 'group-hover:opacity-15', isSelected && 'opacity-15')}>
          <Avatar name={name} url={contact.avatarUrl} size="var(--row-avatar)" />
        </span>
        <span className="flex min-w-0 flex-1 flex-col gap-(--row-gap)">
          <span className="flex items-baseline gap-2">
            {unread && (
              <span className="mb-px size-2 shrink-0 self-center rounded-full bg-accent" title={strings.unread}>
                <span className="sr-only">{strings.unread}</span>
              </span>
            )}
            <bdi
              title={name}
              className={clsx('min-w-0 flex-1 truncate text-left', unread ? 'font-semibold' : 'font-normal')}
            >
              {name}
            </bdi>
            {waits && <span className="sr-only">{strings.ourTurn}</span>}
            <time
              dateTime={lastMessage.sentAt}
              title={absoluteTime(lastMessage.sentAt)}
              className="shrink-0 text-xs text-muted"
            >
              {relativeTime(lastMessage.sentAt, now)}
            </time>
          </span>
          <span className="flex items-center gap-1.5">
            <ChannelMark type={ticket.channelType} />
            {lastMessage.direction === 'out' && (
              <>
                <CornerUpLeft size={12} aria-hidden className="shrink-0 text-muted" />
                <span className="sr-only">{strings.weWrote}</span>
              </>
            )}
            <bdi
              className={clsx(
                'min-w-0 flex-1 truncate text-left',
                unread ? 'font-medium text-ink' : waits ? 'text-ink' : 'text-muted',
              )}
            >
              {lastMessage.preview}
            </bdi>
            {ticket.tags.slice(0, 3).map(({ id, color }) => (
              <TagDot key={id} color={color} />
            ))}
            {ticket.tags.length > 0 && (
              <span className="sr-only">{ticket.tags.map(({ name: tag }) => tag).join(', ')}</span>
            )}
            <Urgency ticket={ticket} />
            <SlaBadge ticket={ticket} now={now} />
            <Facts ticket={ticket} now={now} />
          </span>
        </span>
      </NavLink>
    </li>
  );
});

/** So few messages left are worth a warning. */
const FEW = 2;

function Urgency({ ticket: { priority } }: { ticket: TicketView }) {
  if (priority !== 'high' && priority !== 'urgent') return null;
  const tone = priority === 'urgent' ? 'danger' : 'warning';
  return <Badge tone={tone}>{strings.priorities[priority]}</Badge>;
}

function Facts({ ticket, now }: { ticket: TicketView; now: number }) {
  if (ticket.status !== 'open') return <Badge>{strings.statuses[ticket.status]}</Badge>;
  const window = replyWindow(ticket);
  const left = window && timeLeft(window.expiresAt, now);
  if (!left) return null;
  return (
    <span
      className={clsx(
        'tabular inline-flex shrink-0 items-center gap-0.5 text-xs',
        left.soon ? 'font-semibold text-danger' : 'text-muted',
      )}
      title={strings.left(left.text, window.remaining)}
    >
      <Hourglass size={11} aria-hidden />
      <span className="sr-only">{strings.left(left.text, window.remaining)}</span>
      <span aria-hidden>
        {left.text}
        <span className={clsx(window.remaining <= FEW && 'font-semibold text-danger')}> · {window.remaining}</span>
      </span>
    </span>
  );
}
