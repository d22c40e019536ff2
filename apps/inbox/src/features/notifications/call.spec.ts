import { aTicket, at, ids } from '../../samples.ts';
import { callFrom, expiringSoon } from './call.ts';

const line = (assignee: string | null, by: string): string =>
  JSON.stringify({
    type: 'ticketing.ticket.assigned',
    data: {
      ticketId: ids.ticket,
      assignee: assignee && { id: assignee, name: 'Mira' },
      controller: { kind: 'person', id: assignee, epoch: 2 },
      by: { kind: 'person', id: by, name: 'Bo' },
    },
  });

test('a ticket that a colleague gives me calls for me; what I take, or others get, does not', () => {
  expect(callFrom(line(ids.me, ids.colleague), ids.me)).toEqual({ kind: 'assigned', ticketId: ids.ticket, by: 'Bo' });
  expect(callFrom(line(ids.me, ids.me), ids.me)).toBeNull();
  expect(callFrom(line(ids.colleague, ids.colleague), ids.me)).toBeNull();
  expect(callFrom(line(null, ids.colleague), ids.me)).toBeNull();
  expect(callFrom(JSON.stringify({ type: 'ticketing.ticket.opened', data: {} }), ids.me)).toBeNull();
});

const note = (people: readonly string[], by: string): string =>
  JSON.stringify({
    type: 'ticketing.ticket.mentioned',
    data: {
      ticketId: ids.ticket,
      messageId: ids.ticket,
      people: people.map((id) => ({ id, name: 'Somebody' })),
      by: { kind: 'person', id: by, name: 'Bo' },
    },
  });

test('a note in which a colleague names me calls for me; my own, or one about others, does not', () => {
  const call = { kind: 'mentioned', ticketId: ids.ticket, by: 'Bo' };
  expect(callFrom(note([ids.other, ids.me], ids.colleague), ids.me)).toEqual(call);
  expect(callFrom(note([ids.me], ids.me), ids.me)).toBeNull();
  expect(callFrom(note([ids.other], ids.colleague), ids.me)).toBeNull();
});

const until = (minutes: number) => aTicket({ window: { expiresAt: at(minutes), remaining: 3 } });
const now = Date.parse(at(0));

test.each([
  ['an hour before its end', until(60), 1],
  ['longer before', until(61), 0],
  ['once it is over', until(0), 0],
  ['when we wrote last', { ...until(30), lastMessage: { preview: '', direction: 'out' as const, sentAt: at(0) } }, 0],
  ['when it is set aside', { ...until(30), status: 'hold' as const }, 0],
])('a ticket calls %s', (_when, ticket, calls) => {
  expect(expiringSoon([ticket], now)).toHaveLength(calls);
});
