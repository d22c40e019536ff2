import { operations, type Operation, type QuestionDefinition } from '@duet/contracts';
import type { z } from 'zod';
import { request } from './http.ts';

type FromSession = 'sessionId' | 'plan';
type Given<Request extends z.ZodType> = Omit<z.input<Request>, FromSession>;
export type Input<Q> = Q extends QuestionDefinition<infer Request, z.ZodType> ? Given<Request> : never;
export type Answer<Q extends QuestionDefinition> = z.output<Q['answer']>;

/**
 * Asks a question of contracts through its REST operation: fields named in the path go there, the others into the
 * query of a GET or the body of a POST.
 *
 * @throws Refused | Unreachable
 */
export async function ask<Request extends z.ZodType, Reply extends z.ZodType>(
  question: QuestionDefinition<Request, Reply>,
  input: Given<Request>,
  options: { intent?: string; signal?: AbortSignal } = {},
): Promise<z.output<Reply>> {
  const { method, path, rest } = addressOf(question, Object.entries(input));
  const query = method === 'GET' ? queryOf(rest) : '';
  const body = method === 'GET' ? {} : { body: Object.fromEntries(rest) };
  return question.answer.parse(await request(method, path + query, { ...options, ...body }));
}

type Entries = readonly (readonly [name: string, value: unknown])[];

function addressOf(question: QuestionDefinition, entries: Entries) {
  const operation = operations.find((one) => one.asks === question && agrees(one, entries));
  if (!operation) throw new Error(`no REST operation asks ${question.subject}`);
  const inPath = (name: string) => operation.path.includes(`{${name}}`);
  const path = entries
    .filter(([name]) => inPath(name))
    .reduce((path, [name, value]) => path.replace(`{${name}}`, encodeURIComponent(String(value))), operation.path);
  const rest = entries.filter(
    ([name, value]) => !inPath(name) && !(name in (operation.fixed ?? {})) && value !== undefined,
  );
  return { method: operation.method, path, rest };
}

/** Two operations may ask one question with different fixed fields, as hide and unhide do. */
const agrees = (operation: Operation, entries: Entries): boolean =>
  Object.entries(operation.fixed ?? {}).every(([name, value]) =>
    entries.some(([given, input]) => given === name && input === value),
  );

function queryOf(entries: Entries): string {
  const query = new URLSearchParams(entries.map(([name, value]) => [name, String(value)])).toString();
  return query && `?${query}`;
}
