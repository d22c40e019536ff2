import { TagAdd, TagChange, TagList, TagRemove } from '../questions/tags.ts';
import { everyone, type Operation, supervisors } from './operation.ts';

/** The workspace's tags. Everybody uses them, supervisors keep them tidy. */
export const tagOperations: readonly Operation[] = [
  {
    id: 'listTags',
    method: 'GET',
    path: '/tags',
    summary: 'The tags of the workspace',
    asks: TagList,
    roles: everyone,
    status: 200,
  },
  {
    id: 'addTag',
    method: 'POST',
    path: '/tags',
    summary: 'Add a tag',
    asks: TagAdd,
    roles: supervisors,
    status: 201,
  },
  {
    id: 'changeTag',
    method: 'POST',
    path: '/tags/{id}',
    summary: 'Rename a tag, or give it another colour',
    asks: TagChange,
    roles: supervisors,
    status: 200,
  },
  {
    id: 'removeTag',
    method: 'POST',
    path: '/tags/{id}/remove',
    summary: 'Remove a tag, from every ticket that has it',
    asks: TagRemove,
    roles: supervisors,
    status: 200,
  },
];
