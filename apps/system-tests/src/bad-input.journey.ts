import { newId, operations } from '@duet/contracts';
import { Api, type ApiAnswer, System, until } from '@duet/testing';
import { seedIds } from '@duet/tiktok-simulator';

/** The rows of README's table "Bad input" that take more than one service, over REST. */
let system: System;
let messenger: Ticket;
let feed: Ticket;

interface Ticket {
  readonly id: string;
  readonly channelType: string;
  readonly channelId: string;
  readonly status: string;
  readonly assignee: object | null;
  readonly contact: { readonly id: string };
}

/** A comment may wait a minute for whoever wrote it to be looked up, on a machine that does much else besides. */
const LOOK_UP_MS = 120_000;

beforeAll(async () => {
  system = await System.start({
    durable: false,
    niceness: 0,
    services: ['ingestion', 'channels', 'ticketing', 'delivery', 'moderation', 'gateway'],
  });
  await system.connectTikTok();
  await system.simulator.act({ do: 'dm', customer: 'ana_pe', text: 'Hello' });
  await system.simulator.act({ do: 'comment', customer: 'ana_pe', post: seedIds.post, text: 'Nice' });
  await until(
    'both tickets are there',
    async () => {
      const tickets = await ticketsOf(system);
      const of = (type: string): Ticket | undefined => tickets.find(({ channelType }) => channelType === type);
      const found = [of('tiktok_messenger'), of('tiktok_feed')] as const;
      if (found[0] && found[1]) [messenger, feed] = found;
      return found[0] !== undefined && found[1] !== undefined;
    },
    LOOK_UP_MS,
  );
}, 2 * LOOK_UP_MS);

afterAll(() => system.stop());

const ticketsOf = async ({ api }: System): Promise<Ticket[]> => (await api.get('/tickets')).body['tickets'] as Ticket[];

const refusal = ({ status, body }: ApiAnswer): object => ({ status, code: body['code'], details: body['details'] });

const messagesOf = async ({ id }: Ticket): Promise<{ id: string; direction: string }[]> =>
  (await system.api.get(`/tickets/${id}/messages`)).body['messages'] as { id: string; direction: string }[];

/** What a refused request must leave as it is: everything in the threads, in what was sent, and in the audit. */
async function everything(): Promise<object> {
  return {
    threads: [await messagesOf(messenger), await messagesOf(feed)],
    tickets: (await ticketsOf(system)).map(({ id, status, assignee }) => ({ id, status, assignee })),
    channels: (await system.api.get('/channels')).body,
    audit: await system.sql('SELECT count(*)::int FROM ticketing.audit'),
    outgoing: await system.sql('SELECT count(*)::int FROM delivery.outbound'),
    atTikTok: await system.simulator.ledger(),
  };
}

/** A moderation job of ours that has come to its end; its id. */
async function finishedJob(commentId: string): Promise<string> {
  const { body } = await system.api.post('/moderation/jobs', { action: 'hide', commentIds: [commentId] });
  const id = String(body['id']);
  const status = async () => (await system.api.get(`/moderation/jobs/${id}`)).body['status'];
  await until('the job has ended', async () => (await status()) === 'finished');
  return id;
}

test('Bad input: an id of another workspace', async () => {
  const [comment] = await messagesOf(feed);
  const stranger = await system.makeWorkspace({ email: 'stranger@example.test', password: 'correct horse battery' });
  const api = Api.withKey(system.gatewayUrl, stranger.apiKey);
  const savedReply = await system.api.post('/saved-replies', { title: 'Thanks', text: 'Thank you!' });
  const hideRule = await system.api.post('/hide-rules', { name: 'Spam', words: ['win'] });
  const tag = await system.api.post('/tags', { name: 'Refund' });
  const ids: Readonly<Record<string, string>> = {
    '/moderation/': await finishedJob(comment?.id ?? ''),
    '/tags/': String(tag.body['id']),
    '/hide-rules/': String(hideRule.body['id']),
    '/saved-replies/': String(savedReply.body['id']),
    '/contacts/': messenger.contact.id,
    '/tickets/': messenger.id,
    '/channels/': messenger.channelId,
    '/comments/': comment?.id ?? '',
    '/messages/': comment?.id ?? '',
  };
  const bodies: Readonly<Record<string, object>> = {
    reply: { text: 'hello' },
    addNote: { text: 'a note' },
    saveDraft: { mode: 'reply', text: 'not yet' },
    mergeContacts: { otherId: newId() },
    unmergeContacts: { otherId: newId() },
    describeContact: { attributes: { email: 'ana@example.test' } },
    markRead: { messageId: newId() },
    editComment: { text: 'hello' },
    settleMessage: { outcome: 'arrived' },
    prioritize: { priority: 'high' },
    assignTeam: { teamId: null },
  };
  const before = await everything();
  const byId = operations.filter(({ path }) => path.includes('{id}'));
  expect(byId.length).toBeGreaterThan(9);
  for (const { id, method, path } of byId) {
    const [, start = ''] = /^(\/[\w-]+\/)/.exec(path) ?? [];
    const filled = path.replace('{id}', ids[start] ?? '');
    const answer = method === 'GET' ? await api.get(filled) : await api.post(filled, bodies[id] ?? {});
    expect([id, refusal(answer)]).toEqual([id, { status: 404, code: 'not_found', details: undefined }]);
  }
  expect(await everything()).toEqual(before);
});

test.each([
  ['a comment reply', 'tiktok_feed', 150],
  ['a direct message', 'tiktok_messenger', 6_000],
])('Bad input: a comment reply over 150 characters, a direct message over 6,000 (%s)', async (_what, type, max) => {
  const before = await everything();
  const ticket = type === 'tiktok_feed' ? feed : messenger;
  const answer = await system.api.post(`/tickets/${ticket.id}/messages`, { text: '😀'.repeat(max + 1) });
  expect(refusal(answer)).toEqual({ status: 422, code: 'text_too_long', details: { length: max + 1, max } });
  expect(await everything()).toEqual(before);
});

test('Bad input: the same `Idempotency-Key` with another body', async () => {
  const key = newId();
  const path = `/tickets/${messenger.id}/notes`;
  const first = await system.api.post(path, { text: 'Regular customer' }, key);
  expect(first.status).toBe(201);
  const before = await everything();
  const another = { status: 422, code: 'idempotency_key_reused', details: undefined };
  expect(refusal(await system.api.post(path, { text: 'Somebody else' }, key))).toEqual(another);
  expect(refusal(await system.api.post(`/tickets/${feed.id}/notes`, { text: 'Regular customer' }, key))).toEqual(
    another,
  );
  expect(await system.api.post(path, { text: 'Regular customer' }, key)).toEqual(first);
  expect(await everything()).toEqual(before);
});
