import type { MessageView, TicketView } from '@duet/contracts';
import clsx from 'clsx';
import { absoluteTime, clockTime } from '../../../lib/times.ts';
import { showInTheMiddle, useTarget } from '../target.ts';
import { AuthorName } from './author-name.tsx';
import { DeliveryState } from './delivery-state.tsx';
import { MessageContent } from './message-content.tsx';
import { Reactions } from './reactions.tsx';
import { Reference } from './reference.tsx';

/** A direct message: the customer's plain and left, ours tinted and right. `first` of a run carries the name. */
export function Bubble(props: {
  message: MessageView;
  ticket: TicketView;
  first: boolean;
  onReuse: (text: string) => void;
}) {
  const { message, ticket, first, onReuse } = props;
  const ours = message.direction === 'out';
  const isTarget = useTarget() === message.id;
  return (
    <li
      ref={isTarget ? showInTheMiddle : undefined}
      className={clsx('flex max-w-[78%] flex-col gap-1', ours ? 'items-end self-end' : 'items-start', first && 'mt-3')}
    >
      {first && (
        <div className="flex max-w-full items-baseline gap-2 px-1 text-sm">
          <AuthorName message={message} ticket={ticket} />
        </div>
      )}
      <div
        className={clsx(
          'flex max-w-full flex-wrap items-end justify-end gap-x-3 rounded-lg px-3 py-(--bubble-pad) text-base',
          ours ? 'bg-ours' : 'bg-theirs',
          isTarget && 'outline-2 outline-accent',
        )}
      >
        <div className="max-w-full min-w-0 flex-auto">
          {message.reference && <Reference reference={message.reference} ticket={ticket} />}
          <MessageContent message={message} />
        </div>
        <time dateTime={message.sentAt} title={absoluteTime(message.sentAt)} className="text-xs text-muted">
          {clockTime(message.sentAt)}
        </time>
      </div>
      <Reactions reactions={message.reactions} ticket={ticket} />
      <DeliveryState message={message} seenUpTo={ticket.seenUpTo} onReuse={onReuse} />
    </li>
  );
}
