import type { PostComment } from '@duet/contracts';
import clsx from 'clsx';
import { Check, Clock, CornerDownRight, EyeOff } from 'lucide-react';
import { memo, type KeyboardEvent, type Ref } from 'react';
import { Link } from 'react-router';
import { Avatar } from '../../../components/ui/avatar.tsx';
import { Badge } from '../../../components/ui/badge.tsx';
import { contactName } from '../../../lib/contact-name.ts';
import { previewOf } from '../../../lib/content-words.ts';
import { absoluteTime, relativeTime } from '../../../lib/times.ts';
import { useNow } from '../../../lib/use-now.ts';
import { strings } from '../strings.ts';

/**
 * One comment of the list, with what TikTok has confirmed of it and what it is waiting for. Scrolling draws anew none
 * that was drawn.
 */
export const CommentRow = memo(function CommentRow(props: {
  comment: PostComment;
  path: string;
  index: number;
  /** Pixels from the top of the list. */
  top: number;
  /** How many there are; -1 where more than are loaded. */
  of: number;
  isOpen: boolean;
  isTabStop: boolean;
  isSelected: boolean;
  onKeyDown: (event: KeyboardEvent) => void;
  onSelect: (id: string, range: boolean) => void;
  ref: Ref<HTMLLIElement>;
}) {
  const { comment, path, index, top, of, isOpen, isTabStop, isSelected, onKeyDown, onSelect, ref } = props;
  const now = useNow();
  const { message, ticket } = comment;
  const name = nameOf(comment);
  const moderation = message.comment?.moderation;
  const isMuted = moderation?.visibility === 'hidden' || moderation?.visibility === 'deleted';
  const waits = ticket?.status === 'open' && ticket.lastMessage.direction === 'in' && !isMuted;
  return (
    <li
      ref={ref}
      data-index={index}
      aria-posinset={index + 1}
      aria-setsize={of}
      style={{ transform: `translateY(${top}px)` }}
      className="group absolute inset-x-0 top-0"
    >
      <input
        type="checkbox"
        tabIndex={-1}
        aria-label={strings.select(name)}
        checked={isSelected}
        onChange={({ nativeEvent }) => onSelect(message.id, nativeEvent instanceof MouseEvent && nativeEvent.shiftKey)}
        className="absolute top-4 left-5 z-10 size-4 accent-accent opacity-0 group-hover:opacity-100 checked:opacity-100 focus-visible:opacity-100"
      />
      <Link
        to={path}
        data-comment={message.id}
        aria-current={isOpen || undefined}
        tabIndex={isTabStop ? 0 : -1}
        onKeyDown={onKeyDown}
        className={clsx(
          'flex gap-3 border-b border-line px-3 py-2 -outline-offset-2 transition-colors',
          isOpen || isSelected ? 'bg-accent-soft' : 'hover:bg-sunken',
        )}
      >
        <span className={clsx('flex self-start pt-0.5', isSelected ? 'opacity-15' : 'group-hover:opacity-15')}>
          <Avatar name={name} url={ticket?.contact.avatarUrl ?? null} size={32} />
        </span>
        <span className="flex min-w-0 flex-1 flex-col gap-0.5">
          <span className="flex items-center gap-1.5">
            {message.comment?.parentCommentId && (
              <CornerDownRight size={13} role="img" aria-label={strings.isReply} className="shrink-0 text-muted" />
            )}
            <bdi title={name} className={clsx('min-w-0 truncate text-left', waits ? 'font-semibold' : 'font-medium')}>
              {name}
            </bdi>
            {moderation?.visibility === 'hidden' && (
              <Badge tone="warning">
                <EyeOff size={11} aria-hidden />
                {strings.hidden}
              </Badge>
            )}
            {moderation?.visibility === 'deleted' && <Badge>{strings.deleted}</Badge>}
            {waits && <span className="sr-only">{strings.waits}</span>}
            <span className="flex-1" />
            {ticket && !waits && !isMuted && (
              <Check size={14} role="img" aria-label={strings.done[ticket.status]} className="shrink-0 text-muted" />
            )}
            <time
              dateTime={message.sentAt}
              title={absoluteTime(message.sentAt)}
              className="shrink-0 text-xs text-muted"
            >
              {relativeTime(message.sentAt, now)}
            </time>
          </span>
          <bdi className={clsx('line-clamp-2 text-left break-words', isMuted && 'text-muted')}>
            {previewOf(message.content)}
          </bdi>
          {moderation?.pending && (
            <span className="inline-flex items-center gap-1 text-xs text-muted">
              <Clock size={12} aria-hidden />
              {strings.pending[moderation.pending]}
            </span>
          )}
          {moderation?.failure && !moderation.pending && (
            <span className="text-xs font-medium text-danger">{strings.notDone}</span>
          )}
        </span>
      </Link>
    </li>
  );
});

/** The customer's present name where there is a ticket, else the one the comment came with. */
function nameOf({ message, ticket }: PostComment): string {
  const { displayName, username } = ticket?.contact ?? { displayName: null, username: null };
  return (displayName || username) && ticket ? contactName(ticket.contact) : (message.author.name ?? strings.somebody);
}
