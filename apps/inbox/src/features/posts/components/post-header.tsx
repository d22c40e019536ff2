import { type JobAction, PostCommentFilter, supervisors } from '@duet/contracts';
import { ArrowLeft, Ellipsis, ExternalLink } from 'lucide-react';
import { ToggleGroup } from 'radix-ui';
import { Link } from 'react-router';
import { IconButton } from '../../../components/ui/button.tsx';
import { Menu, MenuItem } from '../../../components/ui/menu.tsx';
import { numberText } from '../../../lib/numbers.ts';
import { useViewer } from '../../../lib/session-context.ts';
import { type PostKey, usePost } from '../api/list-posts.ts';
import { postTitle } from '../post-title.ts';
import { strings } from '../strings.ts';

/** The post, which of its comments are shown, and what can be done with all of them. */
export function PostHeader(props: {
  postKey: PostKey;
  show: PostCommentFilter;
  onShow: (show: PostCommentFilter) => void;
  onAll: (action: JobAction) => void;
}) {
  const { postKey, show, onShow, onAll } = props;
  const { role } = useViewer();
  const { data: post } = usePost(postKey);
  const counts = { all: post?.comments, unanswered: post?.unanswered, hidden: post?.hidden };
  return (
    <header className="flex shrink-0 flex-col gap-2 border-b border-line px-3 py-3">
      <div className="flex items-start gap-1">
        <Link
          to="/posts"
          aria-label={strings.backToPosts}
          className="-mt-1 inline-flex size-8 shrink-0 items-center justify-center rounded-md text-muted hover:bg-sunken panel:hidden"
        >
          <ArrowLeft size={16} aria-hidden />
        </Link>
        <h2 className="line-clamp-2 min-w-0 flex-1 text-base font-semibold break-words">
          <bdi>{postTitle({ videoId: postKey.videoId, post: post?.post ?? null })}</bdi>
        </h2>
        {post?.post?.url && (
          <a
            href={post.post.url}
            target="_blank"
            rel="noreferrer"
            aria-label={strings.viewPost}
            title={strings.viewPost}
            className="-mt-1 inline-flex size-8 shrink-0 items-center justify-center rounded-md text-muted hover:bg-sunken"
          >
            <ExternalLink size={15} aria-hidden />
          </a>
        )}
        {supervisors.includes(role) && (
          <Menu
            trigger={
              <IconButton label={strings.postActions} className="-mt-1">
                <Ellipsis size={16} aria-hidden />
              </IconButton>
            }
          >
            <MenuItem onSelect={() => onAll('hide')}>{strings.hideAll}</MenuItem>
            <MenuItem onSelect={() => onAll('unhide')}>{strings.unhideAll}</MenuItem>
          </Menu>
        )}
      </div>
      <ToggleGroup.Root
        type="single"
        value={show}
        onValueChange={(value) => value && onShow(PostCommentFilter.parse(value))}
        aria-label={strings.filter}
        className="flex rounded-md bg-sunken p-0.5"
      >
        {PostCommentFilter.options.map((value) => (
          <ToggleGroup.Item
            key={value}
            value={value}
            className="flex h-7 flex-1 items-center justify-center gap-1 rounded-sm px-1.5 text-muted transition-colors data-[state=on]:bg-raised data-[state=on]:font-semibold data-[state=on]:text-ink data-[state=on]:shadow-[0_0_0_1px_var(--line)]"
          >
            {strings.filters[value]}
            {post && <span className="tabular text-xs font-normal">{numberText(counts[value] ?? 0)}</span>}
          </ToggleGroup.Item>
        ))}
      </ToggleGroup.Root>
    </header>
  );
}
