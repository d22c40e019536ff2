import { type JobAction, type JobOrder, MAX_JOB_IDS, type PostComment, PostCommentFilter } from '@duet/contracts';
import clsx from 'clsx';
import { MessageCircle } from 'lucide-react';
import { useRef, useState } from 'react';
import { useNavigate, useParams, useSearchParams } from 'react-router';
import { EmptyState } from '../components/ui/empty-state.tsx';
import { Pane } from '../components/ui/pane.tsx';
import { useComments } from '../features/posts/api/list-comments.ts';
import type { PostKey } from '../features/posts/api/list-posts.ts';
import { useModerationKeys } from '../features/conversations/use-moderation-keys.ts';
import { CommentList } from '../features/posts/components/comment-list.tsx';
import type { CommentFocus } from '../features/posts/components/comment-rows.tsx';
import { JobBar } from '../features/posts/components/job-bar.tsx';
import { JobDialog } from '../features/posts/components/job-dialog.tsx';
import { PostHeader } from '../features/posts/components/post-header.tsx';
import { SelectionBar } from '../features/posts/components/selection-bar.tsx';
import { strings } from '../features/posts/strings.ts';
import { useChangeTicket } from '../features/tickets/api/change-ticket.ts';
import { chosen, nothingSelected } from '../features/tickets/selection.ts';
import { useChannels } from '../lib/channels.ts';
import { usePageActions } from '../lib/page-actions.ts';
import { useViewer } from '../lib/session-context.ts';
import { CommentPane } from './comment-pane.tsx';
import { usePrefetch } from './use-prefetch.ts';

const none: readonly PostComment[] = [];

/** The comments under one post, worked through one by one or many at once. */
export function PostWorkspace({ postKey }: { postKey: PostKey }) {
  const { channelId, videoId } = postKey;
  const { commentId } = useParams();
  const [search, setSearch] = useSearchParams();
  const show = PostCommentFilter.catch('all').parse(search.get('show'));
  const navigate = useNavigate();
  const { person } = useViewer();
  const change = useChangeTicket();
  const channel = useChannels().data?.find(({ id }) => id === channelId);
  const query = useComments(postKey, show);
  const comments = query.data ?? none;
  const list = useRef<CommentFocus>(null);
  const [selection, setSelection] = useState(nothingSelected);
  const [order, setOrder] = useState<JobOrder | null>(null);

  const ids = comments.map(({ message }) => message.id);
  const at = ids.indexOf(commentId ?? '');
  const pathOf = (id: string) => `/posts/${channelId}/${videoId}/${id}${search.size > 0 ? `?${search}` : ''}`;
  const selected = comments.filter(({ message }) => selection.ids.has(message.id));
  const tickets = selected.flatMap(({ ticket }) => (ticket && ticket.status !== 'resolved' ? [ticket] : []));
  usePrefetch(comments[at + 1]?.ticket ?? undefined);

  function open(to: number) {
    const id = ids[Math.min(Math.max(to, 0), ids.length - 1)];
    if (id === undefined) return;
    list.current?.show(ids.indexOf(id));
    // At once: the next key is meant for this comment.
    void navigate(pathOf(id), { replace: commentId !== undefined, flushSync: true });
  }
  const select = (id: string, range: boolean) => setSelection(chosen(selection, ids, id, range));
  const selectNone = () => setSelection(nothingSelected);
  const orderSelected = (action: JobAction) => () =>
    setOrder({ action, commentIds: selected.slice(0, MAX_JOB_IDS).map(({ message }) => message.id) });
  const resolve = () => {
    change(tickets, { kind: 'resolve' });
    selectNone();
  };
  const take = () => {
    change(
      tickets.filter(({ assignee }) => assignee?.id !== person.id),
      { kind: 'give', to: person },
    );
    selectNone();
  };

  const isTogether = selected.length > 0;
  const moderationKeys = useModerationKeys(comments[at]?.message, channel?.state);
  usePageActions({
    nextTicket: () => open(at + 1),
    previousTicket: () => open(at - 1),
    selectTicket: commentId === undefined ? null : (isExtended) => select(commentId, isExtended),
    ...(isTogether ? { hide: orderSelected('hide'), unhide: orderSelected('unhide') } : moderationKeys),
    ...(tickets.length > 0 && { resolveAndNext: resolve, assignToMe: take }),
  });

  return (
    <>
      <Pane
        keptAs="comments-width"
        resizeLabel={strings.resizeComments}
        narrowest={300}
        widest={560}
        first={380}
        edge="right"
        className={clsx('border-r border-line max-md:border-r-0', commentId !== undefined && 'max-md:hidden')}
      >
        <section aria-label={strings.list} className="flex min-w-0 flex-1 flex-col">
          <PostHeader
            postKey={postKey}
            show={show}
            onShow={(next) => setSearch(next === 'all' ? {} : { show: next })}
            onAll={(action) => setOrder({ action, filter: { channelId, videoId } })}
          />
          <SelectionBar
            selected={selected}
            onHide={orderSelected('hide')}
            onUnhide={orderSelected('unhide')}
            onResolve={resolve}
            onTake={take}
            onNone={selectNone}
          />
          <CommentList
            key={show}
            query={query}
            show={show}
            pathOf={pathOf}
            openId={commentId}
            selected={selection.ids}
            onSelect={select}
            onStep={(step) => open(at + step)}
            ref={list}
          />
          <JobBar />
        </section>
      </Pane>
      {comments[at]?.ticket ? (
        <CommentPane
          key={commentId}
          ticketId={comments[at].ticket.id}
          back={{ pathname: `/posts/${channelId}/${videoId}`, search: search.toString() }}
          onNext={() => open(at + 1)}
          isAlone={!isTogether}
        />
      ) : (
        <section className="flex min-w-0 flex-1 max-md:hidden">
          <EmptyState
            icon={<MessageCircle size={32} strokeWidth={1.5} />}
            sentence={at < 0 ? strings.chooseComment : strings.noTicket}
          />
        </section>
      )}
      {order && (
        <JobDialog
          order={order}
          onClose={() => setOrder(null)}
          onStarted={() => {
            setOrder(null);
            selectNone();
          }}
        />
      )}
    </>
  );
}
