import { aMessage, aTicket, at, ids, ours } from '../../samples.ts';
import { newsOf } from './news.ts';

const ticket = aTicket();
type Messages = ReturnType<typeof aMessage>[];
const news = (before: Messages, after: Messages, part: { seenUpTo?: string; listener?: string } = {}) =>
  newsOf(
    { ticket, messages: before },
    { ticket: { ...ticket, seenUpTo: part.seenUpTo ?? null }, messages: after },
    part.listener ?? ids.me,
  );

test('what a customer or a colleague writes is read out under their name', () => {
  expect(news([aMessage(1)], [aMessage(1), aMessage(2)])).toEqual(['Ana: message 2']);
  expect(news([], [ours(3, 'queued')], { listener: 'bo' })).toEqual(['Mira: message 3', 'Sending…']);
});

test('of what oneself wrote only how it stands is read out, and not again while that is the same', () => {
  expect(news([aMessage(1)], [aMessage(1), ours(3, 'queued')])).toEqual(['Sending…']);
  expect(news([ours(3, 'queued')], [ours(3, 'sent')])).toEqual(['Sent']);
  expect(news([ours(3, 'sent')], [ours(3, 'sent')])).toEqual([]);
});

test('several seen at once are told once', () => {
  const sent = [ours(3, 'sent'), ours(4, 'sent')];
  expect(news(sent, sent, { seenUpTo: at(59) })).toEqual(['Seen']);
});

test('earlier messages that are loaded, and a thread read anew, are not read out', () => {
  expect(news([aMessage(2)], [aMessage(1), aMessage(2)])).toEqual([]);
  expect(news([aMessage(1)], [aMessage(5), aMessage(6)])).toEqual([]);
});

test('a hide is heard when it is asked for, when TikTok has done it and when TikTok will not', () => {
  const comment = (part: object) =>
    aMessage(1, {
      comment: {
        videoId: 'v',
        parentCommentId: null,
        edit: null,
        replacedBy: null,
        moderation: { visibility: 'public', pending: null, failure: null, review: null, ...part },
      },
    });
  const pending = comment({ pending: 'hide' });
  expect(news([comment({})], [pending])).toEqual(['Hiding: waiting for TikTok']);
  expect(news([pending], [comment({ visibility: 'hidden' })])).toEqual(['Hidden']);
  expect(news([pending], [comment({ failure: { action: 'hide', code: 'x', reason: 'No.' } })])).toEqual([
    'Could not be hidden: No.',
  ]);
});
