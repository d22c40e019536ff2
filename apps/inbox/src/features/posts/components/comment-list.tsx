import type { PostComment, PostCommentFilter } from '@duet/contracts';
import { MessageCircle } from 'lucide-react';
import type { Ref } from 'react';
import { Button } from '../../../components/ui/button.tsx';
import { EmptyState } from '../../../components/ui/empty-state.tsx';
import { Skeleton } from '../../../components/ui/skeleton.tsx';
import type { useComments } from '../api/list-comments.ts';
import { strings } from '../strings.ts';
import { type CommentFocus, CommentRows } from './comment-rows.tsx';

/** The comments, or why there are none. A skeleton stands for the first answer alone. */
export function CommentList(props: {
  query: ReturnType<typeof useComments>;
  show: PostCommentFilter;
  pathOf: (id: string) => string;
  openId: string | undefined;
  selected: ReadonlySet<string>;
  onSelect: (id: string, range: boolean) => void;
  onStep: (step: 1 | -1) => void;
  ref: Ref<CommentFocus>;
}) {
  const { query, show, ...rows } = props;
  const comments: readonly PostComment[] | undefined = query.data;
  if (comments) {
    return comments.length === 0 ? (
      <EmptyState icon={<MessageCircle size={28} />} sentence={strings.noComments[show]} />
    ) : (
      <CommentRows comments={comments} total={query.hasNextPage ? -1 : comments.length} query={query} {...rows} />
    );
  }
  if (query.isError) {
    return (
      <EmptyState
        icon={<MessageCircle size={28} />}
        sentence={strings.commentsFailed}
        action={<Button onClick={() => void query.refetch()}>{strings.tryAgain}</Button>}
      />
    );
  }
  return (
    <div role="status" aria-label={strings.loadingComments} className="flex flex-1 flex-col gap-3 p-4">
      {Array.from({ length: 6 }, (_, index) => (
        <Skeleton key={index} className="h-10" />
      ))}
    </div>
  );
}
