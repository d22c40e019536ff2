import { SavedReplyAdd, SavedReplyChange, SavedReplyList, SavedReplyRemove } from '../questions/saved-replies.ts';
import { everyone, type Operation } from './operation.ts';

/** Replies that are written once and used often. */
export const savedReplyOperations: readonly Operation[] = [
  {
    id: 'listSavedReplies',
    method: 'GET',
    path: '/saved-replies',
    summary: "The workspace's saved replies and one's own",
    asks: SavedReplyList,
    roles: everyone,
    status: 200,
  },
  {
    id: 'addSavedReply',
    method: 'POST',
    path: '/saved-replies',
    summary: 'Save a reply for oneself, or for everybody',
    asks: SavedReplyAdd,
    roles: everyone,
    status: 201,
    upload: true,
  },
  {
    id: 'changeSavedReply',
    method: 'POST',
    path: '/saved-replies/{id}',
    summary: 'Change a saved reply',
    asks: SavedReplyChange,
    roles: everyone,
    status: 200,
    upload: true,
  },
  {
    id: 'removeSavedReply',
    method: 'POST',
    path: '/saved-replies/{id}/remove',
    summary: 'Remove a saved reply',
    asks: SavedReplyRemove,
    roles: everyone,
    status: 200,
  },
];
