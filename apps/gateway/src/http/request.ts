import { Rejection } from '@duet/contracts';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { Fields } from './route.ts';

/** Path, query (GET) or body (otherwise) as one set of fields; the path wins over what else has its name. */
export function fieldsOf(request: FastifyRequest): Fields {
  const body = request.method === 'GET' ? request.query : (request.body ?? {});
  if (!isFields(body)) throw new Rejection('bad_request', {}, 'The body must be a JSON object.');
  const path = isFields(request.params) ? request.params : {};
  return { ...body, ...path };
}

/** @throws Rejection `bad_request` naming each field that is wrong, or that PostgreSQL could not keep as text (H1) */
export function parseRequest<Schema extends z.ZodType>(schema: Schema, fields: Fields): z.output<Schema> {
  const parsed = schema.safeParse(fields);
  if (!parsed.success)
    throw wrongFields(parsed.error.issues.map(({ path, message }) => ({ field: path.join('.'), problem: message })));
  const unwritable = Object.entries(Object(parsed.data)).filter(([, value]) => !isWritable(value));
  if (unwritable.length > 0) throw wrongFields(unwritable.map(([field]) => ({ field, problem: UNWRITABLE })));
  return parsed.data;
}

const UNWRITABLE = 'holds a NUL character or half of a surrogate pair';

function isWritable(value: unknown): boolean {
  if (typeof value === 'string') return value.isWellFormed() && !value.includes('\0');
  return typeof value !== 'object' || value === null || Object.values(value).every(isWritable);
}

function wrongFields(problems: readonly { field: string; problem: string }[]): Rejection {
  const text = problems.map(({ field, problem }) => (field ? `${field}: ${problem}` : problem)).join('; ');
  return new Rejection('bad_request', { problems }, text);
}

const PRINTABLE = /^[\x20-\x7e]{1,200}$/;

/** @throws Rejection `bad_request` the key is not 1 to 200 printable ASCII characters */
export function idempotencyKeyOf(request: FastifyRequest): string | undefined {
  const key = request.headers['idempotency-key'];
  if (key === undefined) return undefined;
  if (typeof key === 'string' && PRINTABLE.test(key)) return key;
  throw new Rejection('bad_request', {}, 'Idempotency-Key: 1 to 200 printable ASCII characters are allowed.');
}

/**
 * Bodies are JSON unless the route says otherwise: a form that another page sends cannot pass for one.
 * @throws Rejection `unsupported_media_type`
 */
export function assertBody(request: FastifyRequest, wanted: string): void {
  const type = request.headers['content-type'];
  const hasBody = request.headers['transfer-encoding'] !== undefined || Number(request.headers['content-length']) > 0;
  if (!hasBody && type === undefined) return;
  if (type?.split(';')[0]?.trim().toLowerCase() === wanted) return;
  throw new Rejection('unsupported_media_type', { contentType: type ?? null }, `Send the body as ${wanted}.`);
}

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
