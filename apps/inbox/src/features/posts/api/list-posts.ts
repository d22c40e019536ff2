import { PostGet, PostList } from '@duet/contracts';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { ask } from '../../../lib/ask.ts';
import { type Cursor, firstPage } from '../../../lib/live-patches.ts';
import { keys } from '../../../lib/query-keys.ts';

export interface PostKey {
  readonly channelId: string;
  readonly videoId: string;
}

/** Commented posts with what is to be done under them; counted again as live updates tell that something moved. */
export const usePosts = () =>
  useInfiniteQuery({
    queryKey: keys.posts,
    queryFn: ({ pageParam, signal }) => ask(PostList, { cursor: pageParam }, { signal }),
    initialPageParam: firstPage(),
    getNextPageParam: ({ nextCursor }): Cursor => nextCursor ?? undefined,
    select: ({ pages }) => pages.flatMap(({ posts }) => posts),
  });

export const usePost = ({ channelId, videoId }: PostKey) =>
  useQuery({
    queryKey: keys.post(channelId, videoId),
    queryFn: ({ signal }) => ask(PostGet, { channelId, videoId }, { signal }),
  });
