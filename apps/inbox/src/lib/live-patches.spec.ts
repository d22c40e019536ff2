import type { MessageView } from '@duet/contracts';
import fc from 'fast-check';
import { aChange, aMessage, aTicket, at, ids, ours } from '../samples.ts';
import { messagesOf, patchTicket, patchTickets, placeMessage, placeTicket, ticketsOf } from './live-patches.ts';
import type { ThreadPages, TicketPages } from './live-patches.ts';
import { withLastMessage } from './live-patches.ts';
import { TicketFilter } from './ticket-filter.ts';

const filter = (part: Partial<TicketFilter> = {}) =>
  TicketFilter.parse({ status: 'open', who: 'anyone', replied: 'any', channel: 'any', ...part });
const list = (tickets = [aTicket()], nextCursor: string | null = null): TicketPages => ({
  pages: [{ tickets, nextCursor }],
  pageParams: [undefined],
});
const thread = (messages: MessageView[], nextCursor: string | null = null): ThreadPages => ({
  pages: [{ messages, nextCursor }],
  pageParams: [undefined],
});
const second = (part = {}) =>
  aTicket({ id: ids.other, lastMessage: { preview: '', direction: 'in', sentAt: at(9) }, ...part });

describe('a ticket', () => {
  const resolved = aChange({ ticket: (held) => ({ ...held, status: 'resolved' }), relists: true });

  test('takes the next change and its number', () => {
    const { ticket, gap } = patchTicket(aTicket(), resolved);
    expect({ status: ticket.status, sequence: ticket.sequence, gap }).toEqual({
      status: 'resolved',
      sequence: 6,
      gap: false,
    });
  });

  test('is left alone by a change it already has', () => {
    const held = aTicket({ sequence: 6 });
    expect(patchTicket(held, resolved)).toEqual({ ticket: held, gap: false });
  });

  test('asks to be read again when a change before this one never came, and keeps what is sure', () => {
    const held = aTicket({ sequence: 3 });
    expect(patchTicket(held, resolved)).toEqual({ ticket: held, gap: true });
  });

  test('INB-14: the last public message counts; a note and a late arrival do not', () => {
    const ticket = withLastMessage(aTicket(), ours(2, 'queued'));
    expect(ticket.lastMessage).toEqual({ preview: 'message 2', direction: 'out', sentAt: at(2) });
    expect(withLastMessage(ticket, aMessage(1))).toBe(ticket);
    expect(withLastMessage(ticket, aMessage(3, { direction: 'note' }))).toBe(ticket);
  });
});

describe('a list of tickets', () => {
  test('moves a ticket up when something was written', () => {
    const change = aChange({ relists: true, ticket: (held) => withLastMessage(held, aMessage(20)) });
    const { tickets } = patchTickets(list([second(), aTicket()]), filter(), ids.me, change);
    expect(ticketsOf(tickets).map(({ id }) => id)).toEqual([ids.ticket, ids.other]);
  });

  test('leaves a ticket where it is when a message from earlier is found', () => {
    const change = aChange({ relists: true, ticket: (held) => withLastMessage(held, aMessage(-5)) });
    const { tickets } = patchTickets(list([second(), aTicket()]), filter(), ids.me, change);
    expect(ticketsOf(tickets).map(({ id }) => id)).toEqual([ids.other, ids.ticket]);
  });

  test('keeps the place of a ticket whose window or name changed', () => {
    const change = aChange({ ticket: (held) => ({ ...held, window: null }) });
    const { tickets } = patchTickets(list([second(), aTicket()]), filter(), ids.me, change);
    expect(ticketsOf(tickets).map(({ window }) => window === null)).toEqual([false, true]);
  });

  test('lets go of a ticket that its filter no longer wants', () => {
    const change = aChange({ relists: true, ticket: (held) => ({ ...held, status: 'resolved' }) });
    expect(ticketsOf(patchTickets(list(), filter(), ids.me, change).tickets)).toEqual([]);
  });

  test('takes in a ticket that was just opened, where its filter wants it', () => {
    const change = aChange({ opened: aTicket({ sequence: 1 }), sequence: 1, relists: true });
    expect(ticketsOf(patchTickets(list([]), filter(), ids.me, change).tickets)).toHaveLength(1);
    const feed = patchTickets(list([]), filter({ channel: 'tiktok_feed' }), ids.me, change);
    expect(ticketsOf(feed.tickets)).toHaveLength(0);
  });

  test('asks for a ticket that it does not hold but may want', () => {
    expect(patchTickets(list([]), filter(), ids.me, aChange({ relists: true })).missing).toBe(true);
    expect(patchTickets(list([]), filter(), ids.me, aChange({ relists: false })).missing).toBe(false);
  });

  test('puts an answered ticket where its last message belongs', () => {
    const answered = aTicket({ sequence: 9, lastMessage: { preview: '', direction: 'in', sentAt: at(5) } });
    const oldest = aTicket({ id: ids.colleague, lastMessage: { preview: '', direction: 'in', sentAt: at(1) } });
    const placed = placeTicket(list([second(), oldest]), filter(), ids.me, answered);
    expect(ticketsOf(placed).map(({ id }) => id)).toEqual([ids.other, ids.ticket, ids.colleague]);
  });

  test('leaves a ticket older than all that is loaded to its own page', () => {
    const placed = placeTicket(list([second()], 'more'), filter(), ids.me, aTicket());
    expect(ticketsOf(placed)).toHaveLength(1);
  });

  test('does not let an earlier answer undo a later event', () => {
    const held = list([aTicket({ sequence: 9, status: 'open' })]);
    expect(placeTicket(held, filter(), ids.me, aTicket({ sequence: 8, status: 'resolved' }))).toBe(held);
  });

  test('shows a ticket once when pages overlap', () => {
    const twice = { pages: [list().pages, list().pages].flat(), pageParams: [undefined, 'next'] };
    expect(ticketsOf(twice)).toHaveLength(1);
  });
});

describe('a thread', () => {
  test('reads in the order of TikTok, whatever order the messages came in', () => {
    const held = [aMessage(3), aMessage(1)].reduce(placeMessage, thread([aMessage(2)]));
    expect(messagesOf(held).map(({ sentAt }) => sentAt)).toEqual([at(1), at(2), at(3)]);
  });

  test('sent wins, in whichever order the news of a delivery arrive', () => {
    const news = [ours(1, 'queued'), ours(1, 'unconfirmed'), ours(1, 'failed'), ours(1, 'sent')];
    fc.assert(
      fc.property(fc.shuffledSubarray([...news, ...news], { minLength: 8 }), (shuffled) => {
        const [message, ...others] = messagesOf(shuffled.reduce(placeMessage, thread([])));
        expect(message?.delivery?.status).toBe('sent');
        expect(others).toEqual([]);
      }),
    );
  });

  test('nothing comes after sent, not even a later attempt', () => {
    const held = placeMessage(thread([ours(1, 'sent')]), ours(1, 'queued', 2));
    expect(messagesOf(held)[0]?.delivery?.status).toBe('sent');
  });

  test('a second attempt is news even after the first was settled', () => {
    const held = placeMessage(thread([ours(1, 'unconfirmed')]), ours(1, 'queued', 2));
    expect(messagesOf(held)[0]?.delivery).toMatchObject({ status: 'queued', attempt: 2 });
  });

  test('a note keeps its text when its event comes without', () => {
    const note = aMessage(1, { direction: 'note' });
    const held = placeMessage(thread([note]), { ...note, content: { type: 'text', text: '' } });
    expect(messagesOf(held)[0]?.content).toEqual({ type: 'text', text: 'message 1' });
  });

  test('MOD-22: a comment shows the visibility that TikTok confirmed last', () => {
    const comment = (visibility: 'public' | 'hidden') =>
      aMessage(1, {
        comment: {
          videoId: 'v',
          parentCommentId: null,
          moderation: { visibility, pending: null, failure: null, review: null },
          edit: null,
          replacedBy: null,
        },
      });
    const held = placeMessage(thread([comment('public')]), comment('hidden'));
    expect(messagesOf(held)[0]?.comment?.moderation.visibility).toBe('hidden');
  });

  test('a message older than the loaded pages waits for its page, so that no hole is hidden', () => {
    const held = thread([aMessage(5)], 'more');
    expect(placeMessage(held, aMessage(4))).toBe(held);
    expect(messagesOf(placeMessage(thread([aMessage(5)]), aMessage(4)))).toHaveLength(2);
  });
});

test('tickets whose windows end are kept in the order in which they end', () => {
  const ending = (id: string, hour: number) =>
    aTicket({ id, window: { expiresAt: new Date(Date.UTC(2999, 0, 1, hour)).toISOString(), remaining: 3 } });
  const held = placeTicket(list([ending(ids.ticket, 5)]), filter({ show: 'expiring' }), ids.me, ending(ids.other, 4));
  expect(ticketsOf(held).map(({ id }) => id)).toEqual([ids.other, ids.ticket]);
  const renewed = { ...ending(ids.other, 9), sequence: 6 };
  const after = placeTicket(held, filter({ show: 'expiring' }), ids.me, renewed);
  expect(ticketsOf(after).map(({ id }) => id)).toEqual([ids.ticket, ids.other]);
  const answered = aTicket({ ...renewed, lastMessage: { preview: '', direction: 'out', sentAt: at(9) }, sequence: 7 });
  expect(ticketsOf(placeTicket(after, filter({ show: 'expiring' }), ids.me, answered))).toHaveLength(1);
});

test('a tag may bring a ticket only into lists that are narrowed by one', () => {
  const empty = list([]);
  const tagged = aChange({ relists: 'tag' });
  expect(patchTickets(empty, filter(), ids.me, tagged).missing).toBe(false);
  expect(patchTickets(empty, filter({ team: ids.other }), ids.me, tagged).missing).toBe(false);
  expect(patchTickets(empty, filter({ tag: ids.other }), ids.me, tagged).missing).toBe(true);
});
