import { extname, resolve } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

const YEAR_MS = 31_536_000_000;

/** Vite puts what carries a hash in its name here. */
const HASHED = '/assets/';

/** TikTok's window comes back here. Cut off from the page that opened it, it could neither be seen nor closed. */
const CONSENT_RETURNS = '/integrations/tiktok/callback';

/**
 * Serves the built inbox. A path without a file extension is a page of the inbox, which finds its way by itself; a
 * missing file stays missing, so that no script is ever answered with a page.
 */
export async function serveInbox(fastify: FastifyInstance, folder: string): Promise<void> {
  await fastify.register(fastifyStatic, { root: resolve(folder), serve: false });
  fastify.get('/*', (request, reply) => {
    const [path = '/'] = request.url.split('?');
    if (path.startsWith('/api/')) return reply.callNotFound();
    if (extname(path) === '') {
      reply.header('cache-control', 'no-cache');
      if (path === CONSENT_RETURNS) reply.header('cross-origin-opener-policy', 'unsafe-none');
      return reply.sendFile('index.html', { cacheControl: false });
    }
    if (!path.startsWith(HASHED)) return reply.sendFile(path, { maxAge: 0 });
    return reply.sendFile(path, { maxAge: YEAR_MS, immutable: true });
  });
}
