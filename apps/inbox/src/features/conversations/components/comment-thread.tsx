import type { ChannelView, MessageView, TicketView } from '@duet/contracts';
import { ExternalLink } from 'lucide-react';
import { absoluteTime, shortDateTime } from '../../../lib/times.ts';
import { safeLink } from '../safe-link.ts';
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
      <PostContext ticket={ticket} address={addressOf(ticket, videoId, channel)} />
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

/** Which post it is that people comment on (FEED-22). */
function PostContext({ ticket: { post }, address }: { ticket: TicketView; address: string | null }) {
  return (
    <div className="flex flex-wrap items-baseline gap-x-3 px-3 pb-3 text-muted">
      <span>{post?.mediaType ? strings.postOf[post.mediaType] : strings.post}</span>
      {post?.postedAt && (
        <time dateTime={post.postedAt} title={absoluteTime(post.postedAt)}>
          {shortDateTime(post.postedAt)}
        </time>
      )}
      {address !== null && (
        <a
          href={address}
          target="_blank"
          rel="noreferrer"
          className="inline-flex items-center gap-1 text-accent underline underline-offset-2"
        >
          {strings.viewPost}
          <ExternalLink size={13} aria-hidden />
        </a>
      )}
      {post?.caption && <p className="line-clamp-2 basis-full text-ink">{post.caption}</p>}
    </div>
  );
}

/** TikTok's own link to the post, or the one that it must have. */
function addressOf({ post }: TicketView, videoId: string | undefined, channel: ChannelView | undefined): string | null {
  const own = post?.url ? safeLink(post.url) : null;
  if (own !== null) return own;
  if (!videoId || !channel) return null;
  return `https://www.tiktok.com/@${encodeURIComponent(channel.account.username)}/video/${encodeURIComponent(videoId)}`;
}
