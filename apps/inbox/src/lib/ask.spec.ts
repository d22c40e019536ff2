import { CommentModerate, TicketList, TicketReply } from '@duet/contracts';
import { aMessage, aTicket, ids } from '../samples.ts';
import { ask } from './ask.ts';
import { mayRetry, Refused, Unreachable } from './http.ts';

const realFetch = globalThis.fetch;
let sent: { url: string; init: RequestInit }[] = [];

function answerWith(answer: () => Response | Promise<never>) {
  sent = [];
  globalThis.fetch = (url, init = {}) => {
    sent.push({ url: String(url), init });
    return Promise.resolve(answer());
  };
}
afterEach(() => {
  globalThis.fetch = realFetch;
});

test('the two operations of one question are told apart by their fixed field, which is not sent', async () => {
  answerWith(() => Response.json(aMessage(1)));
  await ask(CommentModerate, { id: ids.ticket, action: 'hide' }, { intent: 'key' });
  await ask(CommentModerate, { id: ids.ticket, action: 'unhide' }, { intent: 'key' });
  expect(sent.map(({ url }) => url)).toEqual([
    `/api/v1/comments/${ids.ticket}/hide`,
    `/api/v1/comments/${ids.ticket}/unhide`,
  ]);
  expect(sent[0]?.init.body).toBe('{}');
});

test('a write carries its intent and JSON', async () => {
  answerWith(() => Response.json({ ...aMessage(1), followedBy: null, uses: 1 }));
  await ask(TicketReply, { id: ids.ticket, text: 'a+b=c' }, { intent: 'key' });
  expect(sent[0]).toMatchObject({
    url: `/api/v1/tickets/${ids.ticket}/messages`,
    init: { method: 'POST', headers: { 'idempotency-key': 'key', 'content-type': 'application/json' } },
  });
  expect(sent[0]?.init.body).toBe('{"text":"a+b=c"}');
});

test('a read puts its fields into the query and leaves out what is not given', async () => {
  answerWith(() => Response.json({ tickets: [aTicket()], nextCursor: null }));
  await ask(TicketList, { cursor: 'a+b=', status: undefined });
  expect(sent[0]?.url).toBe('/api/v1/tickets?cursor=a%2Bb%3D');
});

test('a refusal brings its code and its sentence, and is not tried again', async () => {
  const problem = {
    type: 'about:blank',
    title: 'x',
    status: 409,
    code: 'already_claimed',
    detail: 'Bo was first.',
    requestId: 'r',
  };
  answerWith(() => Response.json(problem, { status: 409 }));
  const error: unknown = await ask(TicketList, {}).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(Refused);
  expect(error).toMatchObject({ code: 'already_claimed', message: 'Bo was first.' });
  expect(mayRetry(error)).toBe(false);
});

test.each([
  ['no answer', () => Promise.reject(new TypeError('failed'))],
  ['an answer of somebody in between', () => new Response('<h1>Bad gateway</h1>', { status: 502 })],
])('%s leaves the outcome unknown and may be tried again', async (_, answer) => {
  answerWith(answer);
  const error: unknown = await ask(TicketList, {}).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(Unreachable);
  expect(mayRetry(error)).toBe(true);
});
