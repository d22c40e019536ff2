import type { PostSummary } from '@duet/contracts';
import clsx from 'clsx';
import { Clapperboard, EyeOff, Image, MessageCircle } from 'lucide-react';
import { NavLink } from 'react-router';
import { Button } from '../../../components/ui/button.tsx';
import { EmptyState } from '../../../components/ui/empty-state.tsx';
import { Skeleton } from '../../../components/ui/skeleton.tsx';
import { numberText } from '../../../lib/numbers.ts';
import { absoluteTime, relativeTime } from '../../../lib/times.ts';
import { useNow } from '../../../lib/use-now.ts';
import type { usePosts } from '../api/list-posts.ts';
import { postTitle } from '../post-title.ts';
import { strings } from '../strings.ts';

/** Commented posts, that with the newest comment first. */
export function PostList({ query }: { query: ReturnType<typeof usePosts> }) {
  const { data: posts, isError, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = query;
  if (isError && !posts) {
    return (
      <EmptyState
        icon={<MessageCircle size={28} />}
        sentence={strings.failed}
        action={<Button onClick={() => void refetch()}>{strings.tryAgain}</Button>}
      />
    );
  }
  if (!posts) {
    return (
      <div role="status" aria-label={strings.loading} className="flex flex-col gap-3 p-4">
        {Array.from({ length: 4 }, (_, index) => (
          <Skeleton key={index} className="h-12" />
        ))}
      </div>
    );
  }
  if (posts.length === 0) return <EmptyState icon={<MessageCircle size={28} />} sentence={strings.noPosts} />;
  return (
    <nav aria-label={strings.posts} className="min-h-0 flex-1 overflow-y-auto">
      <ul>
        {posts.map((post) => (
          <Row key={`${post.channelId} ${post.videoId}`} post={post} />
        ))}
      </ul>
      {hasNextPage && (
        <div className="flex justify-center p-3">
          <Button small disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {strings.more}
          </Button>
        </div>
      )}
    </nav>
  );
}

function Row({ post }: { post: PostSummary }) {
  const now = useNow();
  const Kind = post.post?.mediaType === 'photo' ? Image : Clapperboard;
  return (
    <li>
      <NavLink
        to={`/posts/${post.channelId}/${post.videoId}`}
        className={({ isActive }) =>
          clsx(
            'flex gap-2.5 border-b border-line px-3 py-2.5 -outline-offset-2 transition-colors',
            isActive ? 'bg-accent-soft' : 'hover:bg-sunken',
          )
        }
      >
        <Kind size={16} aria-hidden className="mt-0.5 shrink-0 text-muted" />
        <span className="flex min-w-0 flex-1 flex-col gap-1">
          <span className="flex items-baseline gap-2">
            <bdi
              className={clsx(
                'line-clamp-2 min-w-0 flex-1 text-left break-words',
                post.unanswered > 0 ? 'font-semibold' : 'font-medium',
              )}
            >
              {postTitle(post)}
            </bdi>
            <time
              dateTime={post.lastCommentAt}
              title={absoluteTime(post.lastCommentAt)}
              className="shrink-0 text-xs text-muted"
            >
              {relativeTime(post.lastCommentAt, now)}
            </time>
          </span>
          <span className="tabular flex flex-wrap items-center gap-x-2 gap-y-1 text-xs text-muted">
            {post.unanswered > 0 && (
              <span className="font-semibold text-ink">{strings.unanswered(numberText(post.unanswered))}</span>
            )}
            {post.hidden > 0 && (
              <span className="inline-flex items-center gap-1">
                <EyeOff size={12} aria-hidden />
                {strings.hiddenCount(numberText(post.hidden))}
              </span>
            )}
            <span>{strings.comments(numberText(post.comments), post.comments)}</span>
          </span>
        </span>
      </NavLink>
    </li>
  );
}
