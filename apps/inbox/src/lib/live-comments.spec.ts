import type { MessageView, PostComment } from '@duet/contracts';
import { aChange, aMessage, at, aTicket, ids } from '../samples.ts';
import { type CommentPages, commentsOf, patchComments, placeCommentTicket } from './live-comments.ts';

const videoId = 'video';
const all = { videoId, show: 'all' as const };

const aComment = (n: number, part: Partial<MessageView> = {}): MessageView =>
  aMessage(n, {
    comment: {
      videoId,
      parentCommentId: null,
      moderation: { visibility: 'public', pending: null, failure: null, review: null },
      edit: null,
      replacedBy: null,
    },
    ...part,
  });

const pages = (comments: PostComment[], nextCursor: string | null = null): CommentPages => ({
  pages: [{ comments, nextCursor }],
  pageParams: [undefined],
});

const first = { message: aComment(5), ticket: aTicket({ subjectMessageId: aComment(5).id }) };
const held = pages([first]);
const hidden = (message: MessageView): MessageView => ({
  ...message,
  comment: message.comment && {
    ...message.comment,
    moderation: { ...message.comment.moderation, visibility: 'hidden' },
  },
});

test('a new comment stands at its place, and its ticket is asked for', () => {
  const message = aComment(6);
  const { comments, missing } = patchComments(held, all, aChange({ ticketId: ids.other, message }));
  expect(commentsOf(comments)).toEqual([{ message, ticket: null }, first]);
  expect(missing).toBe(true);
  const ticket = aTicket({ id: ids.other, subjectMessageId: message.id });
  expect(commentsOf(placeCommentTicket(comments, ticket))[0]).toEqual({ message, ticket });
});

test.each([
  ['of another post', { comment: { ...aComment(6).comment!, videoId: 'other' } }, 'all'],
  ['of ours', { direction: 'out' as const }, 'all'],
  ['that is visible, among the hidden', {}, 'hidden'],
] as const)('a comment %s is none of this list', (_which, part, show) => {
  const message = aComment(6, part);
  const change = aChange({ ticketId: ids.other, message });
  expect(patchComments(held, { videoId, show }, change)).toEqual({ comments: held, gap: false, missing: false });
});

test('one that is older than all that is loaded waits for its page', () => {
  const message = aComment(1);
  const more = pages([first], 'more');
  expect(patchComments(more, all, aChange({ ticketId: ids.other, message })).comments).toBe(more);
});

test('MOD-18: what TikTok confirms of a comment shows where it stands, with what changed of its ticket', () => {
  const message = hidden(first.message);
  const { comments } = patchComments(held, all, aChange({ message }));
  expect(commentsOf(comments)).toEqual([{ message, ticket: { ...first.ticket, sequence: 6, updatedAt: at(1) } }]);
});

test('after a hole in the events of a ticket it is asked for, and an older answer changes nothing', () => {
  expect(patchComments(held, all, aChange({ sequence: 9 })).gap).toBe(true);
  const older = aTicket({ subjectMessageId: first.message.id, sequence: 4 });
  expect(placeCommentTicket(held, older)).toEqual(held);
});
