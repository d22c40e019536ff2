import { type PostCommentFilter, PostComments } from '@duet/contracts';
import { useInfiniteQuery } from '@tanstack/react-query';
import { ask } from '../../../lib/ask.ts';
import { commentsOf } from '../../../lib/live-comments.ts';
import { type Cursor, firstPage } from '../../../lib/live-patches.ts';
import { keys } from '../../../lib/query-keys.ts';
import type { PostKey } from './list-posts.ts';

/** Customers' comments under a post. Live updates keep them current; a filter is read anew when it is chosen. */
export const useComments = ({ channelId, videoId }: PostKey, show: PostCommentFilter) =>
  useInfiniteQuery({
    queryKey: keys.comments(channelId, videoId, show),
    queryFn: ({ pageParam: cursor, signal }) => ask(PostComments, { channelId, videoId, show, cursor }, { signal }),
    initialPageParam: firstPage(),
    getNextPageParam: ({ nextCursor }): Cursor => nextCursor ?? undefined,
    gcTime: 0,
    select: commentsOf,
  });
