import { SearchFind } from '../questions/search.ts';
import { everyone, type Operation } from './operation.ts';

/** Finding again what was written. */
export const searchOperations: readonly Operation[] = [
  {
    id: 'search',
    method: 'GET',
    path: '/search',
    summary: 'Messages, comments, notes and customers by their words',
    asks: SearchFind,
    roles: everyone,
    status: 200,
  },
];
