import { DraftList, DraftSave } from '../questions/drafts.ts';
import { everyone, type Operation } from './operation.ts';

/** What is written on tickets and not sent. */
export const draftOperations: readonly Operation[] = [
  {
    id: 'listDrafts',
    method: 'GET',
    path: '/tickets/{id}/drafts',
    summary: 'What people have written on a ticket and not sent',
    asks: DraftList,
    roles: everyone,
    status: 200,
  },
  {
    id: 'saveDraft',
    method: 'POST',
    path: '/tickets/{id}/drafts',
    summary: 'Keep what you have written on a ticket, for you and your colleagues to see',
    asks: DraftSave,
    roles: everyone,
    status: 200,
  },
];
