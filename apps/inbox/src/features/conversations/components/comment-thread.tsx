import type { ChannelView, MessageView, TicketView } from '@duet/contracts';
import { ExternalLink } from 'lucide-react';
import { strings } from '../strings.ts';
import { Comment } from './comment.tsx';
import { NoteStrip } from './note-strip.tsx';

/** The parent comment, its replies and the team's notes, with the ticket's own comment marked. */
export function CommentThread(props: {
  messages: readonly MessageView[];
  ticket: TicketView;
  channel: ChannelView | undefined;
  onReuse: (text: string) => void;
}) {
  const { messages, ticket, channel, onReuse } = props;
  const parent = messages.find(({ comment }) => comment && comment.parentCommentId === null);
  const others = messages.filter((message) => message !== parent);
  const videoId = messages.find(({ comment }) => comment)?.comment?.videoId;
  const shown = (message: MessageView) => (
    <Comment key={message.id} message={message} ticket={ticket} channelState={channel?.state} onReuse={onReuse} />
  );
  return (
    <>
      <p className="flex flex-wrap items-center gap-x-3 px-3 pb-3 text-muted">
        {strings.post}
        {videoId && channel && (
          <a
            href={`https://www.tiktok.com/@${encodeURIComponent(channel.account.username)}/video/${encodeURIComponent(videoId)}`}
            target="_blank"
            rel="noreferrer"
            className="inline-flex items-center gap-1 text-accent underline underline-offset-2"
          >
            {strings.viewPost}
            <ExternalLink size={13} aria-hidden />
          </a>
        )}
      </p>
      <ol className="flex flex-col gap-1.5">
        {parent ? shown(parent) : others.length > 0 && <li className="px-3 text-muted">{strings.orphan}</li>}
        {others.map((message) =>
          message.direction === 'note' ? (
            <NoteStrip key={message.id} message={message} ticket={ticket} />
          ) : (
            shown(message)
          ),
        )}
      </ol>
    </>
  );
}
