import type { MessageView } from '@duet/contracts';
import fc from 'fast-check';
import { afterMessage, noReplies, type Replies } from './replies.ts';

const message = (
  direction: 'in' | 'out' | 'note',
  second: number,
  source: MessageView['source'] = null,
): MessageView => ({
  id: '',
  ticketId: null,
  conversationId: '',
  direction,
  author: { kind: 'customer', id: null, name: null },
  content: { type: 'text', text: '' },
  media: null,
  sentAt: new Date(second * 1_000).toISOString(),
  externalId: null,
  source,
  delivery: null,
  reference: null,
  reactions: [],
  comment: null,
});
const after = (messages: readonly MessageView[]): Replies => messages.reduce(afterMessage, noReplies);
const at = (second: number): Date => new Date(second * 1_000);

test('what the customer wrote waits from its time on until we answer; notes and automatic messages answer nothing', () => {
  const asked = [message('in', 1), message('in', 2), message('note', 3), message('out', 4, 'automatic')];
  expect(after(asked)).toEqual({ firstAt: null, lastAt: null, waiting: [at(1), at(2)] });
  expect(after([...asked, message('out', 5), message('in', 6)])).toEqual({
    firstAt: at(5),
    lastAt: at(5),
    waiting: [at(6)],
  });
});

test('in whichever order messages come, the same waits', () => {
  const some = fc.array(fc.tuple(fc.constantFrom('in', 'out', 'note'), fc.integer({ min: 0, max: 30 })), {
    maxLength: 12,
  });
  const shuffled = some.chain((messages) =>
    fc.tuple(fc.constant(messages), fc.shuffledSubarray(messages, { minLength: messages.length })),
  );
  fc.assert(
    fc.property(shuffled, ([first, second]) => {
      const told = (messages: typeof first) =>
        after(messages.map(([direction, second_]) => message(direction, second_)));
      expect(told(second)).toEqual(told(first));
    }),
  );
});
