import { aTicket, at, ids } from '../samples.ts';
import { isUnread } from './unread.ts';

const wrote = (direction: 'in' | 'out', minutes: number) =>
  aTicket({
    lastMessage: { preview: 'Hi', direction, sentAt: at(minutes) },
    readBy: [{ id: ids.me, name: 'Mira', messageId: ids.conversation, sentAt: at(5) }],
  });

test('a ticket is unread until its newest message of the customer was seen, by each person for themselves', () => {
  expect(isUnread(wrote('in', 5), ids.me)).toBe(false);
  expect(isUnread(wrote('in', 6), ids.me)).toBe(true);
  expect(isUnread(wrote('in', 5), ids.colleague)).toBe(true);
});

test('what a colleague answered makes nothing unread', () => {
  expect(isUnread(wrote('out', 6), ids.me)).toBe(false);
});
