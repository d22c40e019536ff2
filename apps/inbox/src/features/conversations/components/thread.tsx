import type { ChannelView, MessageView, TicketView } from '@duet/contracts';
import clsx from 'clsx';
import { MessagesSquare } from 'lucide-react';
import { Fragment } from 'react';
import { Button } from '../../../components/ui/button.tsx';
import { EmptyState } from '../../../components/ui/empty-state.tsx';
import { Skeleton } from '../../../components/ui/skeleton.tsx';
import { contactName } from '../../../lib/contact-name.ts';
import { dayMark, dayOf } from '../../../lib/times.ts';
import { useNow } from '../../../lib/use-now.ts';
import { useThread } from '../api/list-messages.ts';
import { strings } from '../strings.ts';
import { TargetMessage, useReach } from '../target.ts';
import { useMarkRead } from '../use-mark-read.ts';
import { useShowRead } from '../use-show-read.ts';
import { Bubble } from './bubble.tsx';
import { CommentThread } from './comment-thread.tsx';
import { NoteStrip } from './note-strip.tsx';
import { SeenBy } from './seen-by.tsx';
import { SpokenNews } from './spoken-news.tsx';

/** The conversation, oldest first, kept at its newest end until the reader scrolls away from it. A short one of comments begins at the top, below its post. */
export function Thread(props: {
  ticket: TicketView;
  channel: ChannelView | undefined;
  /** A message that is looked for: it is shown, wherever in the thread it stands. */
  targetId: string | null;
  onReuse: (text: string) => void;
}) {
  const { ticket, channel, targetId, onReuse } = props;
  const thread = useThread(ticket);
  useReach(targetId, thread);
  useMarkRead(ticket, thread.data ?? []);
  const isFeed = ticket.channelType === 'tiktok_feed';
  if (!thread.data) {
    return thread.isError ? (
      <EmptyState
        icon={<MessagesSquare size={28} />}
        sentence={strings.failed}
        action={<Button onClick={() => void thread.refetch()}>{strings.tryAgain}</Button>}
      />
    ) : (
      <div role="status" aria-label={strings.loading} className="flex flex-1 flex-col justify-end gap-3 p-5">
        <Skeleton className="h-12 w-1/2" />
        <Skeleton className="h-9 w-1/3" />
        <Skeleton className="h-16 w-3/5 self-end" />
      </div>
    );
  }
  return (
    <div
      tabIndex={0}
      className="relative flex min-h-0 flex-1 flex-col-reverse overflow-y-auto px-5 py-4 -outline-offset-2"
    >
      <SpokenNews key={ticket.id} ticket={ticket} messages={thread.data} />
      <div
        role="log"
        aria-live="off"
        aria-label={strings.on(contactName(ticket.contact))}
        className={clsx('mx-auto w-full max-w-3xl', isFeed && 'mb-auto')}
      >
        {thread.hasNextPage && (
          <div className="flex justify-center pb-3">
            <Button small onClick={() => void thread.fetchNextPage()} disabled={thread.isFetchingNextPage}>
              {strings.earlier}
            </Button>
          </div>
        )}
        <TargetMessage value={targetId}>
          {isFeed ? (
            <CommentThread messages={thread.data} ticket={ticket} channel={channel} onReuse={onReuse} />
          ) : (
            <Bubbles messages={thread.data} ticket={ticket} onReuse={onReuse} />
          )}
        </TargetMessage>
        <SeenBy ticket={ticket} messages={thread.data} />
      </div>
    </div>
  );
}

function Bubbles(props: { messages: MessageView[]; ticket: TicketView; onReuse: (text: string) => void }) {
  const { messages, ticket, onReuse } = props;
  const now = useNow();
  useShowRead(ticket, messages);
  return (
    <ol className="flex flex-col gap-1">
      {messages.map((message, index) => {
        const before = messages[index - 1];
        const newDay = !before || dayOf(Date.parse(before.sentAt)) !== dayOf(Date.parse(message.sentAt));
        return (
          <Fragment key={message.id}>
            {newDay && (
              <li className="mt-4 mb-1 flex items-center gap-3 text-xs text-muted before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">
                {dayMark(message.sentAt, now)}
              </li>
            )}
            {message.direction === 'note' ? (
              <NoteStrip message={message} ticket={ticket} />
            ) : (
              <Bubble
                message={message}
                ticket={ticket}
                first={newDay || !sameVoice(before, message)}
                onReuse={onReuse}
              />
            )}
          </Fragment>
        );
      })}
    </ol>
  );
}

const sameVoice = (before: MessageView, { direction, author }: MessageView): boolean =>
  before.direction === direction && before.author.kind === author.kind && before.author.id === author.id;
