import type { MessageView, TicketView } from '@duet/contracts';
import clsx from 'clsx';
import { StickyNote } from 'lucide-react';
import { absoluteTime, clockTime } from '../../../lib/times.ts';
import { strings } from '../strings.ts';
import { showInTheMiddle, useTarget } from '../target.ts';
import { AuthorName } from './author-name.tsx';
import { MessageContent } from './message-content.tsx';

/** Full width and amber, so that nobody mistakes a note for a reply. */
export function NoteStrip({ message, ticket }: { message: MessageView; ticket: TicketView }) {
  const isTarget = useTarget() === message.id;
  return (
    <li
      ref={isTarget ? showInTheMiddle : undefined}
      className={clsx(
        'my-1 flex gap-2.5 rounded-md bg-note px-3 py-2 text-note-ink',
        isTarget && 'outline-2 outline-accent',
      )}
    >
      <StickyNote size={15} aria-hidden className="mt-0.5 shrink-0" />
      <div className="min-w-0 flex-1">
        <div className="flex flex-wrap items-baseline gap-x-2 text-sm">
          <AuthorName message={message} ticket={ticket} />
          <span className="whitespace-nowrap">{strings.note}</span>
          <time dateTime={message.sentAt} title={absoluteTime(message.sentAt)} className="ml-auto text-xs">
            {clockTime(message.sentAt)}
          </time>
        </div>
        <div className="text-base">
          <MessageContent message={message} />
        </div>
      </div>
    </li>
  );
}
