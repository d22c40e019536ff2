import {
  type Actor,
  CommentReceived,
  newId,
  PersonChanged,
  type RequestInputOf,
  SearchFind,
  TicketAssign,
  TicketNote,
  TicketReply,
  TicketResolve,
} from '@duet/contracts';
import { accountId, ana, feed, messenger, videoId, workspaceId, World } from '../../test/world.ts';

const stranger: Actor = { ...ana, id: newId(), workspaceId: newId() };
let world: World;

beforeAll(async () => {
  world = await World.start();
  const person = {
    personId: ana.id,
    name: 'Ana',
    email: 'ana@example.test',
    role: 'agent',
    active: true,
    version: 1,
  } as const;
  await world.harness.publish(PersonChanged, { workspaceId, data: person });
  await world.harness.drained();
});
afterAll(() => world.harness.stop());

const find = (q: string, more: Partial<RequestInputOf<typeof SearchFind>> = {}, actor: Actor = ana) =>
  world.harness.ask(SearchFind, { q, ...more }, actor);
const excerpts = async (...asked: Parameters<typeof find>) =>
  (await find(...asked)).messages.map(({ excerpt }) => excerpt);
const says = (text: string, conversation: string = newId()) => world.writes(conversation, { type: 'text', text });

test('a message is found by the beginnings of its words, in any alphabet, with its emoji, at once', async () => {
  const ticket = await says('Где мой ЗАКАЗ? Ещё жду 😡');
  for (const q of ['заказ', 'зак где', 'еще', '😡', 'ЖДУ 😡']) expect(await excerpts(q)).toHaveLength(1);
  for (const q of ['аказ', 'заказа', '😡 parcel', '…']) expect(await excerpts(q)).toEqual([]);
  const [message] = (await find('заказ')).messages;
  expect(message).toMatchObject({
    ticketId: ticket.id,
    ticketNumber: ticket.number,
    direction: 'in',
    contact: ticket.contact,
  });
});

test('replies, notes and comments are found as well', async () => {
  const ticket = await says('question');
  await world.harness.ask(TicketReply, { id: ticket.id, text: 'our flamingo answer' }, ana);
  await world.harness.ask(TicketNote, { id: ticket.id, text: 'flamingo between us' }, ana);
  const data = {
    accountId,
    channelId: feed,
    origin: 'live',
    commentId: newId(),
    videoId,
    parentCommentId: null,
  } as const;
  const comment = { ...data, authorId: 'c', text: 'flamingo under a post', postedAt: new Date().toISOString() };
  await world.harness.publish(CommentReceived, { workspaceId, data: comment });
  await world.harness.drained();
  const { messages } = await find('flamingo');
  expect(messages.map(({ direction }) => direction).sort()).toEqual(['in', 'note', 'out']);
  expect((await find('flamingo', { channelType: 'tiktok_feed' })).messages.map(({ excerpt }) => excerpt)).toEqual([
    'flamingo under a post',
  ]);
});

test('what is found can be narrowed to a channel, an account, a state, an assignee and a time', async () => {
  const [taken, done] = [await says('zebra taken'), await says('zebra done')];
  await world.harness.ask(TicketAssign, { id: taken.id }, ana);
  await world.harness.ask(TicketResolve, { id: done.id }, ana);
  const both = ['zebra done', 'zebra taken'];
  const sorted = async (more: Parameters<typeof find>[1]) => (await excerpts('zebra', more)).sort();
  expect(await sorted({ channelId: messenger })).toEqual(both);
  expect(await sorted({ channelId: feed })).toEqual([]);
  expect(await sorted({ accountId })).toEqual(both);
  expect(await sorted({ accountId: newId() })).toEqual([]);
  expect(await sorted({ status: 'resolved' })).toEqual(['zebra done']);
  expect(await sorted({ status: 'unresolved' })).toEqual(['zebra taken']);
  expect(await sorted({ replied: 'false' })).toEqual(both);
  expect(await sorted({ replied: 'true' })).toEqual([]);
  expect(await sorted({ assignee: ana.id })).toEqual(['zebra taken']);
  expect(await sorted({ assignee: 'none' })).toEqual(['zebra done']);
  const [newest] = (await find('zebra')).messages;
  expect(await sorted({ from: newest?.sentAt })).toContain(newest?.excerpt);
  expect(await sorted({ to: '2020-01-01T00:00:00.000Z' })).toEqual([]);
  expect(await sorted({ from: '2020-01-01T00:00:00.000Z' })).toEqual(both);
});

test('pages follow each other newest first, and the last one says so', async () => {
  const conversation = newId();
  const texts = ['giraffe one', 'giraffe two', 'giraffe three', 'giraffe four', 'giraffe five'];
  for (const text of texts) await says(text, conversation);
  const seen: string[] = [];
  let cursor: string | undefined;
  for (let pages = 0; pages < 3; pages += 1) {
    const page = await find('giraffe', { limit: 2, cursor });
    seen.push(...page.messages.map(({ excerpt }) => excerpt));
    cursor = page.nextCursor ?? undefined;
  }
  expect(cursor).toBeUndefined();
  const second = await find('giraffe', { limit: 2, cursor: (await find('giraffe', { limit: 2 })).nextCursor ?? '' });
  expect(second.tickets).toEqual([]);
  expect(seen).toEqual(texts.toReversed());
});

const keyed = `ticketing.keyed(ticketing.week_key(workspace_id, ticketing.search_week(sent_at)), ARRAY[$1])`;

test('what was said weeks ago and years ago is found, across weeks in which nobody wrote', async () => {
  const ages = [0, 3, 400];
  for (const days of ages) {
    await says(`okapi of ${days} days ago`);
    await world.harness.sql(
      `WITH m AS (UPDATE ticketing.messages SET sent_at = sent_at - ${days} * interval '1 day'
         WHERE content->>'text' = $2 RETURNING workspace_id, id, sent_at)
       UPDATE ticketing.message_words w SET sent_at = m.sent_at, words = (SELECT ${keyed} FROM (SELECT m.workspace_id, m.sent_at))
       FROM m WHERE w.message_id = m.id`,
      ['okapi', `okapi of ${days} days ago`],
    );
  }
  expect(await excerpts('oka')).toEqual(ages.map((days) => `okapi of ${days} days ago`));
  expect(await excerpts('okapi', { status: 'open' })).toHaveLength(3);
});

test('where many say it and few are asked for, a page may be empty and the next one finds them', async () => {
  const wanted = await says('ibex long ago');
  await world.harness.ask(TicketResolve, { id: wanted.id }, ana);
  await says('ibex of today');
  await world.harness.sql(
    `INSERT INTO ticketing.message_words
     SELECT w.workspace_id, gen_random_uuid(), w.ticket_id, w.channel_id, w.conversation_id, w.sent_at, w.words
     FROM ticketing.message_words w JOIN ticketing.messages m ON m.id = w.message_id, generate_series(1, 1500)
     WHERE m.content->>'text' = 'ibex of today'`,
  );
  const first = await find('ibex', { status: 'resolved' });
  expect(first).toMatchObject({ messages: [], nextCursor: expect.any(String) });
  const second = await find('ibex', { status: 'resolved', cursor: first.nextCursor ?? '' });
  expect(second.messages.map(({ excerpt }) => excerpt)).toEqual(['ibex long ago']);
  expect(second.nextCursor).toBeNull();
});

test('a customer is found by name, and a ticket by its number', async () => {
  const ticket = await says('hi', 'María Peña');
  expect((await find('peña')).tickets.map(({ id }) => id)).toEqual([ticket.id]);
  expect((await find(`#${ticket.number}`)).tickets.map(({ id }) => id)).toContain(ticket.id);
  const [message] = (await find('hi')).messages;
  expect(message?.ticketId).toBe(ticket.id);
});

test('nothing of another workspace is found, neither by words nor by names', async () => {
  await says('capybara', 'Capybara friend');
  expect(await find('capybara', {}, stranger)).toEqual({ tickets: [], messages: [], nextCursor: null });
});

test('history that opened no ticket is found in the ticket of its conversation', async () => {
  const conversation = newId();
  const ticket = await says('now', conversation);
  const [message] = await world.thread(ticket);
  await world.harness.sql(`UPDATE ticketing.message_words SET ticket_id = NULL WHERE message_id = $1`, [message?.id]);
  await world.harness.sql(`UPDATE ticketing.message_words SET words = ${keyed} WHERE message_id = $2`, [
    'quokka',
    message?.id,
  ]);
  expect((await find('quokka')).messages.map(({ ticketId }) => ticketId)).toEqual([ticket.id]);
});

test('a cursor of somewhere else is refused', async () => {
  await expect(find('x', { cursor: 'nonsense' })).rejects.toMatchObject({ code: 'bad_request' });
});
