import type { MessageView } from '@duet/contracts';
import { aMessage } from '../../testing/samples.ts';
import { moderationActions } from './moderation-actions.ts';

type Moderation = NonNullable<MessageView['comment']>['moderation'];

const comment = (moderation: Partial<Moderation> = {}, direction: 'in' | 'out' = 'in') =>
  aMessage(1, {
    direction,
    comment: {
      videoId: 'v',
      parentCommentId: null,
      moderation: { visibility: 'public', pending: null, failure: null, ...moderation },
    },
  });

test('MOD-02, MOD-15: Hide while it is visible, Unhide while it is hidden, nothing once it is deleted', () => {
  expect(moderationActions(comment(), 'connected')).toEqual(['hide']);
  expect(moderationActions(comment({ visibility: 'friends_only' }), 'connected')).toEqual(['hide']);
  expect(moderationActions(comment({ visibility: 'hidden' }), 'connected')).toEqual(['unhide']);
  expect(moderationActions(comment({ visibility: 'deleted' }), 'connected')).toEqual([]);
});

test('MOD-05: our own comments can be neither hidden nor shown', () => {
  expect(moderationActions(comment({}, 'out'), 'connected')).toEqual([]);
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
