import { PostComments, PostGet, PostList } from '../questions/posts.ts';
import { everyone, type Operation } from './operation.ts';

/** Comments by the post under which they stand. */
export const postOperations: readonly Operation[] = [
  {
    id: 'listPosts',
    method: 'GET',
    path: '/posts',
    summary: 'Commented posts, with how many comments are unanswered and hidden',
    asks: PostList,
    roles: everyone,
    status: 200,
  },
  {
    id: 'getPost',
    method: 'GET',
    path: '/posts/{channelId}/{videoId}',
    summary: 'One commented post',
    asks: PostGet,
    roles: everyone,
    status: 200,
  },
  {
    id: 'listPostComments',
    method: 'GET',
    path: '/posts/{channelId}/{videoId}/comments',
    summary: "Customers' comments under a post, newest first",
    asks: PostComments,
    roles: everyone,
    status: 200,
  },
];
