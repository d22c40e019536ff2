import { extname, resolve } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

const YEAR_MS = 31_536_000_000;

/** Vite puts what carries a hash in its name here. */
const HASHED = '/assets/';

/**
 * Serves the built inbox. A path without a file extension is a page of the inbox, which finds its way by itself; a
 * missing file stays missing, so that no script is ever answered with a page.
 */
export async function serveInbox(fastify: FastifyInstance, folder: string): Promise<void> {
  await fastify.register(fastifyStatic, { root: resolve(folder), serve: false });
  fastify.get('/*', (request, reply) => {
    const [path = '/'] = request.url.split('?');
    if (path.startsWith('/api/')) return reply.callNotFound();
    if (extname(path) === '')
      return reply.sendFile('index.html', { cacheControl: false }).header('cache-control', 'no-cache');
    if (!path.startsWith(HASHED)) return reply.sendFile(path, { maxAge: 0 });
    return reply.sendFile(path, { maxAge: YEAR_MS, immutable: true });
  });
}
