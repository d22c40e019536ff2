import type { MessageView } from '@duet/contracts';
import { aMessage } from '../../samples.ts';
import { canEdit, moderationActions } from './moderation-actions.ts';

type Moderation = NonNullable<MessageView['comment']>['moderation'];

const comment = (moderation: Partial<Moderation> = {}, direction: 'in' | 'out' = 'in') =>
  aMessage(1, {
    direction,
    comment: {
      videoId: 'v',
      parentCommentId: null,
      moderation: { visibility: 'public', pending: null, failure: null, review: null, ...moderation },
      edit: null,
      replacedBy: null,
    },
  });

test('MOD-02, MOD-15: Hide while it is visible, Unhide while it is hidden, nothing once it is deleted', () => {
  expect(moderationActions(comment(), 'connected')).toEqual(['hide']);
  expect(moderationActions(comment({ visibility: 'friends_only' }), 'connected')).toEqual(['hide']);
  expect(moderationActions(comment({ visibility: 'hidden' }), 'connected')).toEqual(['unhide']);
  expect(moderationActions(comment({ visibility: 'deleted' }), 'connected')).toEqual([]);
});

test('MOD-01, MOD-03, MOD-05: a comment that was posted from here can be deleted, neither hidden nor shown', () => {
  const ours = { ...comment({}, 'out'), source: 'duet' as const, externalId: '7650000000000000123' };
  expect(moderationActions(ours, 'connected')).toEqual(['delete']);
  expect(moderationActions({ ...ours, externalId: null }, 'connected')).toEqual([]);
  expect(moderationActions({ ...ours, source: 'app' }, 'connected')).toEqual([]);
  expect(moderationActions(comment({ visibility: 'deleted' }, 'out'), 'connected')).toEqual([]);
});

test('MOD-18: while TikTok is at the last action there is no next one', () => {
  expect(moderationActions(comment({ pending: 'hide' }), 'connected')).toEqual([]);
});

test('CON-37: a disconnected channel moderates nothing', () => {
  expect(moderationActions(comment(), 'disconnected')).toEqual([]);
  expect(moderationActions(comment(), undefined)).toEqual([]);
});

test('a direct message has no such actions', () => {
  expect(moderationActions(aMessage(1), 'connected')).toEqual([]);
});

test('MOD-23: only a text of ours that stands on TikTok and has no newer one can be edited', () => {
  const ours = { ...comment({}, 'out'), source: 'duet' as const };
  expect(canEdit(ours, 'connected')).toBe(true);
  expect(canEdit(comment(), 'connected')).toBe(false);
  expect(canEdit({ ...ours, source: 'app' }, 'connected')).toBe(false);
  expect(canEdit({ ...ours, externalId: null }, 'connected')).toBe(false);
  expect(canEdit(ours, 'disconnected')).toBe(false);
  const picture = { type: 'image' as const, platformMediaId: null, url: null };
  expect(canEdit({ ...ours, content: picture }, 'connected')).toBe(false);
  const replaced = ours.comment && { ...ours.comment, replacedBy: ours.id };
  expect(canEdit({ ...ours, comment: replaced }, 'connected')).toBe(false);
});
