import type { PostSummary } from '@duet/contracts';
import { strings } from './strings.ts';

/** What people know the post by. */
export const postTitle = ({ post, videoId }: Pick<PostSummary, 'post' | 'videoId'>): string =>
  post?.caption?.trim() || strings.untitled(videoId.slice(-4));
