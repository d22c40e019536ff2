import type { ChannelState, MessageView, ModerationView, TicketView } from '@duet/contracts';
import clsx from 'clsx';
import { Clock, EyeOff } from 'lucide-react';
import { Avatar } from '../../../components/ui/avatar.tsx';
import { Badge } from '../../../components/ui/badge.tsx';
import { absoluteTime, clockTime } from '../../../lib/times.ts';
import { authorName, isByContact } from '../author.ts';
import { moderationWords, visibilityWords } from '../state-words.ts';
import { strings } from '../strings.ts';
import { showInTheMiddle, useTarget } from '../target.ts';
import { AuthorName } from './author-name.tsx';
import { CommentActions } from './comment-actions.tsx';
import { DeliveryState } from './delivery-state.tsx';
import { EditProgress } from './edit-progress.tsx';
import { MessageContent } from './message-content.tsx';

/** One comment of a thread; marked when it is the one that the ticket is about. */
export function Comment(props: {
  message: MessageView;
  ticket: TicketView;
  channelState: ChannelState | undefined;
  onReuse: (text: string) => void;
}) {
  const { message, ticket, channelState, onReuse } = props;
  const { sentAt, comment } = message;
  const name = authorName(message, ticket);
  const target = useTarget();
  const isTarget = target === message.id;
  const isSubject = message.id === ticket.subjectMessageId;
  const ours = message.direction === 'out';
  const moderation = comment?.moderation;
  return (
    <li
      ref={isTarget ? showInTheMiddle : isSubject && target === null ? showOnce : undefined}
      aria-current={isSubject || undefined}
      className={clsx(
        'flex scroll-my-6 gap-2.5 rounded-lg px-3 py-(--bubble-pad)',
        ours && 'bg-ours',
        isSubject && 'shadow-[inset_0_0_0_1.5px_var(--accent)]',
        isTarget && 'outline-2 outline-accent',
        comment?.parentCommentId && 'ml-10',
      )}
    >
      <Avatar name={name} url={isByContact(message, ticket) ? ticket.contact.avatarUrl : null} size={28} />
      <div className="min-w-0 flex-1">
        <div className="flex min-h-6 items-center gap-2 text-sm">
          <AuthorName message={message} ticket={ticket}>
            {moderation && <VisibilityBadge direction={message.direction} moderation={moderation} />}
          </AuthorName>
          {comment?.edit?.state === 'done' && moderation?.visibility !== 'deleted' && <Badge>{strings.edited}</Badge>}
          {isSubject && <Badge tone="accent">{strings.thisTicket}</Badge>}
          <time dateTime={sentAt} title={absoluteTime(sentAt)} className="ml-auto shrink-0 text-xs text-muted">
            {clockTime(sentAt)}
          </time>
          <CommentActions message={message} ticket={ticket} name={name} channelState={channelState} />
        </div>
        <div
          className={clsx(
            'text-base',
            (moderation?.visibility === 'hidden' || moderation?.visibility === 'deleted') && 'text-muted',
          )}
        >
          <MessageContent message={message} />
        </div>
        {moderation?.pending && (
          <p className="mt-1 inline-flex items-center gap-1 text-xs text-muted">
            <Clock size={13} aria-hidden />
            {moderationWords(moderation)}
          </p>
        )}
        {moderation?.failure && !moderation.pending && (
          <p className="mt-1 text-xs font-medium text-danger">{moderationWords(moderation)}</p>
        )}
        {moderation?.review && moderation.visibility !== 'deleted' && (
          <p className="mt-1 inline-flex items-center gap-1 text-xs text-muted">
            {moderation.review === 'held' ? <EyeOff size={13} aria-hidden /> : <Clock size={13} aria-hidden />}
            {strings.review[moderation.review]}
          </p>
        )}
        <EditProgress message={message} />
        <DeliveryState message={message} onReuse={onReuse} />
      </div>
    </li>
  );
}

function VisibilityBadge(props: { direction: MessageView['direction']; moderation: ModerationView }) {
  const { direction, moderation } = props;
  const words = visibilityWords(moderation, direction);
  if (words === null) return null;
  const isHidden = moderation.visibility === 'hidden';
  const isOurLoss = moderation.visibility === 'deleted' && direction === 'out';
  return (
    <Badge tone={isHidden ? 'warning' : isOurLoss ? 'danger' : undefined}>
      {isHidden && <EyeOff size={11} aria-hidden />}
      {words}
    </Badge>
  );
}

const showOnce = (element: HTMLLIElement | null) => element?.scrollIntoView({ block: 'nearest' });
