import { Rejection } from '@duet/contracts';
import type { FastifyInstance } from 'fastify';
import type { Fields } from './route.ts';

/** More than any file that is taken, so that a file a little too large is refused with a better sentence. */
const BODY_LIMIT = 16 * 1024 ** 2;

/** Lets the routes that say so take forms with files. */
export function takeForms(fastify: FastifyInstance): void {
  fastify.addContentTypeParser(
    'multipart/form-data',
    { parseAs: 'buffer', bodyLimit: BODY_LIMIT },
    async (request: { headers: { 'content-type'?: string | undefined } }, body: Buffer) =>
      formOf(body, request.headers['content-type'] ?? ''),
  );
}

/** @throws Rejection `bad_request` the body is no form */
async function formOf(body: Buffer, contentType: string): Promise<Fields> {
  try {
    const form = await new Response(new Uint8Array(body), { headers: { 'content-type': contentType } }).formData();
    return Object.fromEntries(form.entries());
  } catch {
    throw new Rejection('bad_request', {}, 'The body is not a complete multipart/form-data form.');
  }
}
