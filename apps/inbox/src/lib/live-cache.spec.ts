import type { TicketView } from '@duet/contracts';
import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { aChange, aMessage, aTicket, ids } from '../samples.ts';
import { LiveCache } from './live-cache.ts';
import { LiveLog } from './live-log.ts';
import { messagesOf, ticketsOf, withLastMessage, type ThreadPages, type TicketPages } from './live-patches.ts';
import { keys } from './query-keys.ts';
import type { Supposition } from './suppositions.ts';
import { TicketFilter } from './ticket-filter.ts';

const filter = TicketFilter.parse({ show: 'all' });
const resolved = (sequence: number) =>
  aChange({ sequence, relists: true, ticket: (held) => ({ ...held, status: 'resolved' }) });

function setUp(getTicket: (id: string) => Promise<TicketView> = () => Promise.reject(new Error('not asked for'))) {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: Infinity } } });
  const asked: string[] = [];
  const cache = new LiveCache(client, ids.me, new LiveLog(), (id) => {
    asked.push(id);
    return getTicket(id);
  });
  const stop = cache.keepAnswersCurrent();
  return { client, cache, asked, stop };
}

/** Something on the screen, answered when the test says so. */
function show<T>(client: QueryClient, queryKey: readonly unknown[], answers: (() => Promise<T>)[]) {
  const observer = new QueryObserver<T>(client, {
    queryKey,
    queryFn: () => answers.shift()?.() ?? Promise.reject(new Error('asked too often')),
  });
  return { hide: observer.subscribe(() => undefined), fetched: () => observer.refetch({ cancelRefetch: false }) };
}

test('an answer that left the server before an event still ends up with the event', async () => {
  const { client, cache } = setUp();
  const answer = Promise.withResolvers<TicketView>();
  const { fetched, hide } = show(client, keys.ticket(ids.ticket), [() => answer.promise]);
  cache.apply(resolved(6));
  answer.resolve(aTicket({ sequence: 5 }));
  await fetched();
  expect(client.getQueryData(keys.ticket(ids.ticket))).toMatchObject({ status: 'resolved', sequence: 6 });
  hide();
});

test('an answer that was asked for before the stream began is asked for again', async () => {
  const { client, cache } = setUp();
  const early = Promise.withResolvers<TicketView>();
  const again = Promise.withResolvers<TicketView>();
  const askedAgain = Promise.withResolvers<void>();
  const { fetched, hide } = show(client, keys.ticket(ids.ticket), [
    () => early.promise,
    () => {
      askedAgain.resolve();
      return again.promise;
    },
  ]);
  cache.restart();
  early.resolve(aTicket({ sequence: 5 }));
  await askedAgain.promise;
  again.resolve(aTicket({ sequence: 7 }));
  await fetched();
  expect(client.getQueryData(keys.ticket(ids.ticket))).toMatchObject({ sequence: 7 });
  hide();
});

test('after a restart nothing that is out of sight passes for current', () => {
  const { client, cache } = setUp();
  client.setQueryData(keys.ticket(ids.ticket), aTicket());
  cache.restart();
  cache.apply(resolved(6));
  expect(client.getQueryData(keys.ticket(ids.ticket))).toBeUndefined();
});

test('a gap asks for that ticket alone', async () => {
  const { client, cache, asked } = setUp(() => Promise.resolve(aTicket({ sequence: 9, status: 'resolved' })));
  client.setQueryData(keys.ticket(ids.ticket), aTicket({ sequence: 5 }));
  client.setQueryData(keys.ticket(ids.other), aTicket({ id: ids.other }));
  const changed = Promise.withResolvers<void>();
  client.getQueryCache().subscribe(({ type }) => type === 'updated' && changed.resolve());
  cache.apply(resolved(9));
  await changed.promise;
  expect(asked).toEqual([ids.ticket]);
  expect(client.getQueryData(keys.ticket(ids.ticket))).toMatchObject({ sequence: 9, status: 'resolved' });
});

test('the same event twice is applied once', () => {
  const { client, cache } = setUp();
  const list: TicketPages = { pages: [{ tickets: [aTicket()], nextCursor: null }], pageParams: [undefined] };
  const thread: ThreadPages = { pages: [{ messages: [], nextCursor: null }], pageParams: [undefined] };
  client.setQueryData(keys.tickets(filter), list);
  client.setQueryData(keys.thread(ids.conversation), thread);
  const message = aMessage(3);
  const change = aChange({ message, relists: true, ticket: (held) => withLastMessage(held, message) });
  cache.apply(change);
  const after = client.getQueryData(keys.tickets(filter));
  cache.apply(change);
  expect(client.getQueryData(keys.tickets(filter))).toBe(after);
  expect(messagesOf(client.getQueryData<ThreadPages>(keys.thread(ids.conversation)) ?? thread)).toEqual([message]);
});

test('a message of another ticket in the same conversation shows in the thread', () => {
  const { client, cache } = setUp();
  const thread: ThreadPages = { pages: [{ messages: [aMessage(1)], nextCursor: null }], pageParams: [undefined] };
  client.setQueryData(keys.thread(ids.conversation), thread);
  cache.apply(aChange({ ticketId: ids.other, sequence: 2, message: aMessage(2, { ticketId: ids.other }) }));
  expect(messagesOf(client.getQueryData<ThreadPages>(keys.thread(ids.conversation)) ?? thread)).toHaveLength(2);
});

test('a ticket that a list may want is asked for and put in', async () => {
  const { client, cache, asked } = setUp(() => Promise.resolve(aTicket({ sequence: 6 })));
  const empty: TicketPages = { pages: [{ tickets: [], nextCursor: null }], pageParams: [undefined] };
  client.setQueryData(keys.tickets(filter), empty);
  const changed = Promise.withResolvers<void>();
  client.getQueryCache().subscribe(({ type, query }) => {
    if (type === 'updated' && query.queryKey[0] === 'tickets') changed.resolve();
  });
  cache.apply(aChange({ relists: true }));
  await changed.promise;
  expect(asked).toEqual([ids.ticket]);
  expect(ticketsOf(client.getQueryData<TicketPages>(keys.tickets(filter)) ?? empty)).toHaveLength(1);
});

test('the answer to a write does not undo news that overtook it', () => {
  const { client, cache } = setUp();
  const comment = (visibility: 'public' | 'hidden', pending: 'hide' | null) =>
    aMessage(1, {
      comment: {
        videoId: 'v',
        parentCommentId: null,
        moderation: { visibility, pending, failure: null, review: null },
        edit: null,
        replacedBy: null,
      },
    });
  const before = comment('public', null);
  const thread: ThreadPages = { pages: [{ messages: [before], nextCursor: null }], pageParams: [undefined] };
  client.setQueryData(keys.thread(ids.conversation), thread);
  cache.apply(aChange({ message: comment('hidden', null) }));
  cache.replaceMessage(before, comment('public', 'hide'));
  const [shown] = messagesOf(client.getQueryData<ThreadPages>(keys.thread(ids.conversation)) ?? thread);
  expect(shown?.comment?.moderation).toMatchObject({ visibility: 'hidden', pending: null });
});

test('what is supposed outlives an answer that was asked for before, until the server has answered', async () => {
  const { client, cache } = setUp();
  const answer = Promise.withResolvers<TicketView>();
  const { fetched, hide } = show(client, keys.ticket(ids.ticket), [() => answer.promise]);
  const list: TicketPages = { pages: [{ tickets: [aTicket()], nextCursor: null }], pageParams: [undefined] };
  client.setQueryData(keys.tickets(filter), list);
  const statusNow = () => client.getQueryData<TicketView>(keys.ticket(ids.ticket))?.status;
  const { accept } = cache.suppose(ids.ticket, (held) => ({ ...held, status: 'hold' }));
  expect(statusNow()).toBe('hold');
  answer.resolve(aTicket());
  await fetched();
  expect(statusNow()).toBe('hold');
  accept(aTicket({ sequence: aTicket().sequence + 1, status: 'resolved' }));
  expect(statusNow()).toBe('resolved');
  hide();
});

test('a step back that was taken before the step was answered is not undone by that answer, and a refused one is', () => {
  const { client, cache } = setUp();
  client.setQueryData(keys.ticket(ids.ticket), aTicket());
  const statusNow = () => client.getQueryData<TicketView>(keys.ticket(ids.ticket))?.status;
  const step = cache.suppose(ids.ticket, (held) => ({ ...held, status: 'resolved' }));
  const back = cache.suppose(ids.ticket, (held) => ({ ...held, status: 'open' }));
  step.accept(aTicket({ sequence: aTicket().sequence + 1, status: 'resolved' }));
  expect(statusNow()).toBe('open');
  back.accept(aTicket({ sequence: aTicket().sequence + 2, status: 'open' }));
  const refused = cache.suppose(ids.ticket, (held) => ({ ...held, status: 'hold' }));
  expect(statusNow()).toBe('hold');
  refused.takeBack();
  expect(statusNow()).toBe('open');
});

const [mine, hers] = [ids.me, ids.colleague].map((id) => ({ assignee: { id, name: id } }));

test.each([
  ['a refused step', (step: Supposition) => step.takeBack()],
  ['a step that was answered before that', (step: Supposition) => step.accept(aTicket({ sequence: 6, ...mine }))],
])('news of the same ticket does not show through what is supposed, and is there after %s', async (_what, end) => {
  const { client, cache } = setUp();
  const answer = Promise.withResolvers<TicketPages>();
  client.setQueryData(keys.ticket(ids.ticket), aTicket({ sequence: 5 }));
  const { fetched, hide } = show(client, keys.tickets(filter), [() => answer.promise]);
  const shown = () => client.getQueryData<TicketView>(keys.ticket(ids.ticket));
  const listed = () => client.getQueryData<TicketPages>(keys.tickets(filter))?.pages.flatMap(({ tickets }) => tickets);
  const step = cache.suppose(ids.ticket, (held) => ({ ...held, ...mine }));
  cache.apply(aChange({ sequence: 6, ticket: (held) => ({ ...held, priority: 'urgent' }) }));
  cache.apply(aChange({ sequence: 7, ticket: (held) => ({ ...held, ...hers }) }));
  answer.resolve({ pages: [{ tickets: [aTicket({ sequence: 5 })], nextCursor: null }], pageParams: [undefined] });
  expect(shown()).toMatchObject({ sequence: 7, priority: 'urgent', ...mine });
  await fetched();
  expect(shown()).toMatchObject({ sequence: 7, priority: 'urgent', ...mine });
  expect(listed()).toEqual([shown()]);
  end(step);
  expect(shown()).toMatchObject({ sequence: 7, priority: 'urgent', ...hers });
  expect(listed()).toEqual([shown()]);
  hide();
});
