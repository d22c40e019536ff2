import { MessagesSquare } from 'lucide-react';
import { useParams } from 'react-router';
import { EmptyState } from '../components/ui/empty-state.tsx';
import { Pane } from '../components/ui/pane.tsx';
import { FirstSteps } from '../features/first-steps/first-steps.tsx';
import { useFirstSteps } from '../features/first-steps/use-first-steps.ts';
import { usePosts } from '../features/posts/api/list-posts.ts';
import { JobBar } from '../features/posts/components/job-bar.tsx';
import { PostList } from '../features/posts/components/post-list.tsx';
import { postTitle } from '../features/posts/post-title.ts';
import { strings } from '../features/posts/strings.ts';
import { useChannels } from '../lib/channels.ts';
import { usePageTitle } from '../lib/page-title.ts';
import { PostWorkspace } from './post-workspace.tsx';

/** Posts, the comments of one, and the thread of one comment: each narrower screen shows one of them less. */
export function PostsPage() {
  const { channelId, videoId } = useParams();
  const posts = usePosts();
  const steps = useFirstSteps();
  // Known before the first comment is opened, so that its keys work at once.
  useChannels();
  const chosen = posts.data?.find((post) => post.channelId === channelId && post.videoId === videoId);
  usePageTitle(chosen ? `${postTitle(chosen)} · ${strings.posts}` : strings.posts);
  const isChosen = channelId !== undefined && videoId !== undefined;
  return (
    <>
      {isChosen && <h1 className="sr-only panel:hidden">{strings.posts}</h1>}
      <Pane
        keptAs="posts-width"
        resizeLabel={strings.resizePosts}
        narrowest={200}
        widest={360}
        first={260}
        edge="right"
        className={isChosen ? 'border-r border-line max-panel:hidden' : 'border-r border-line max-md:border-r-0'}
      >
        <section aria-label={strings.posts} className="flex min-w-0 flex-1 flex-col">
          <h1 className="px-3 pt-4 pb-3 text-lg font-semibold">{strings.posts}</h1>
          <PostList query={posts} />
          {!isChosen && <JobBar />}
        </section>
      </Pane>
      {isChosen ? (
        <PostWorkspace key={`${channelId} ${videoId}`} postKey={{ channelId, videoId }} />
      ) : (
        <section className="flex min-w-0 flex-1 max-md:hidden">
          {steps && posts.data?.length === 0 ? (
            <FirstSteps steps={steps} ticketId={undefined} />
          ) : (
            <EmptyState icon={<MessagesSquare size={32} strokeWidth={1.5} />} sentence={strings.choosePost} />
          )}
        </section>
      )}
    </>
  );
}
