import { type Actor, defineQuestion, newId, Rejection } from '@duet/contracts';
import { until } from '@duet/testing';
import { z } from 'zod';
import { changed, Parts, workspaceId } from '../../test/parts.ts';
import type { Answering } from './question-server.ts';
import { QuestionServer } from './question-server.ts';
import { Questions } from './question-client.ts';
import { MAX_ANSWER_BYTES } from './question-wire.ts';

const text = { request: z.object({ text: z.string() }), answer: z.unknown(), askedBy: ['cli'] } as const;
const Echo = defineQuestion('automation.echo.ask', text);
const Fail = defineQuestion('automation.fail.ask', text);
const Silent = defineQuestion('automation.silent.ask', text);
const Large = defineQuestion('automation.large.ask', text);
const Keep = defineQuestion('automation.keep.ask', { ...text, writes: true });
const Peek = defineQuestion('automation.peek.ask', text);
const Nobody = defineQuestion('automation.nobody.ask', text);

const ana: Actor = { kind: 'person', id: newId(), name: 'Ana', role: 'agent', workspaceId };
const hello = { text: 'hello' };

let parts: Parts;
let questions: Questions;
const silent = new AbortController();

beforeAll(async () => {
  parts = await Parts.start();
  const answering: Answering[] = [
    {
      question: Echo,
      inTransaction: false,
      answer: (request, { actor }) => Promise.resolve({ request, by: actor.name }),
    },
    {
      question: Fail,
      inTransaction: false,
      answer: () => Promise.reject(new Rejection('text_too_long', { length: 151, max: 150 }, 'Too long by one.')),
    },
    {
      question: Silent,
      inTransaction: false,
      answer: () => new Promise((resolve) => silent.signal.addEventListener('abort', () => resolve({}))),
    },
    { question: Large, inTransaction: false, answer: () => Promise.resolve('x'.repeat(MAX_ANSWER_BYTES)) },
    {
      question: Keep,
      inTransaction: true,
      answer: async (request, { tx, publish, cause }) => {
        const id = newId();
        await tx.query('INSERT INTO effects VALUES ($1, $2, $3)', [workspaceId, id, JSON.stringify(request)]);
        publish(changed('kept', 1, cause));
        return { id };
      },
    },
    {
      question: Peek,
      inTransaction: true,
      answer: async (_request, { tx }) => tx.query('SELECT name FROM effects'),
    },
  ];
  const { database, log } = parts;
  const connection = await parts.connect();
  const server = new QuestionServer(
    { service: 'automation', connection, database, log, onCommit: () => undefined },
    answering,
  );
  await server.listen(() => undefined);
  await connection.flush();
  questions = new Questions(await parts.connect());
});

afterAll(async () => {
  silent.abort();
  await parts.stop();
});

const refusal = (asked: Promise<unknown>): Promise<Rejection> =>
  asked.then(
    () => Promise.reject(new Error('it was answered')),
    (error: Rejection) => error,
  );

test('an answer comes back with whoever asked in it', async () => {
  await expect(questions.ask(Echo, hello, ana)).resolves.toEqual({ request: hello, by: 'Ana' });
});

test('H19: a refusal keeps its code, its words and its details', async () => {
  expect(await refusal(questions.ask(Fail, hello, ana))).toMatchObject({
    name: 'Rejection',
    code: 'text_too_long',
    status: 422,
    message: 'Too long by one.',
    details: { length: 151, max: 150 },
  });
});

test('a request that its schema refuses says which field and why', async () => {
  const wrong = { text: 5 } as unknown as { text: string };
  expect(await refusal(questions.ask(Echo, wrong, ana))).toMatchObject({
    code: 'bad_request',
    details: { problems: [{ field: 'text', problem: expect.stringContaining('string') }] },
  });
});

test('H19: a question that nobody answers in time ends in no_answer, and so does one that nobody hears', async () => {
  expect(await refusal(questions.ask(Silent, hello, ana, { deadlineMs: 50 }))).toMatchObject({ code: 'no_answer' });
  expect(await refusal(questions.ask(Nobody, hello, ana))).toMatchObject({ code: 'no_answer' });
});

test('H19: an answer that the broker would not carry is a failure that is logged, not a silence', async () => {
  expect(await refusal(questions.ask(Large, hello, ana))).toMatchObject({ code: 'internal' });
  expect(parts.told.map(({ message }) => message)).toContain('a question could not be answered');
});

test('what is no question at all harms nobody', async () => {
  for (const payload of ['', 'nonsense', '{"id":"1","data":{"actor":"none"}}', '[]']) {
    parts.harness.connection.publish(Echo.subject, payload, { reply: 'nobody.waits' });
  }
  await parts.harness.connection.flush();
  await expect(questions.ask(Echo, hello, ana)).resolves.toMatchObject({ by: 'Ana' });
});

test('a write runs once per request id, however many ask it at the same time', async () => {
  const before = (await parts.effects()).length;
  const requestId = newId();
  const answers = await Promise.all(
    Array.from({ length: 10 }, () => questions.ask(Keep, hello, ana, { requestId, deadlineMs: 5_000 })),
  );
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  expect(await parts.effects()).toHaveLength(before + 1);
  const [told] = await parts.harness.sql<{ count: number }>(
    `SELECT count(*)::int AS count FROM automation.outbox WHERE headers->>'ce-causationid' = $1`,
    [requestId],
  );
  expect(told).toEqual({ count: 1 });
});

test('a request id with another body is refused, and by another person it is another request', async () => {
  const requestId = newId();
  const first = await questions.ask(Keep, hello, ana, { requestId });
  expect(await refusal(questions.ask(Keep, { text: 'other' }, ana, { requestId }))).toMatchObject({
    code: 'idempotency_key_reused',
  });
  const bob: Actor = { ...ana, id: newId(), name: 'Bob' };
  expect(await questions.ask(Keep, hello, bob, { requestId })).not.toEqual(first);
});

test('H21: a person sees the own workspace only', async () => {
  const stranger: Actor = { ...ana, workspaceId: newId() };
  expect(await questions.ask(Peek, hello, stranger)).toEqual([]);
  expect(await questions.ask(Peek, hello, ana)).not.toEqual([]);
});

test('a write for another workspace than the actor belongs to is refused by the database', async () => {
  const stranger: Actor = { ...ana, workspaceId: newId() };
  expect(await refusal(questions.ask(Keep, hello, stranger))).toMatchObject({ code: 'internal' });
});

test('H19: questions are answered again once the broker is back', async () => {
  await parts.harness.bus.kill();
  expect(await refusal(questions.ask(Echo, hello, ana, { deadlineMs: 200 }))).toMatchObject({ code: 'no_answer' });
  await parts.harness.bus.restart();
  await until('answered again', () =>
    questions.ask(Echo, hello, ana, { deadlineMs: 200 }).then(
      () => true,
      () => false,
    ),
  );
  await expect(questions.ask(Echo, hello, ana)).resolves.toMatchObject({ by: 'Ana' });
});
