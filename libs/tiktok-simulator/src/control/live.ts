import type { FastifyInstance } from 'fastify';
import type { Platform } from '../platform/platform.ts';

const groupMs = 100;
const heartbeatMs = 15_000;

/** `GET /_control/live`: server-sent events that only say "something changed"; viewers then read what they show. */
export function registerLive(app: FastifyInstance, platform: Platform): void {
  app.get('/_control/live', (request, reply) => {
    reply.hijack();
    reply.raw.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' });
    reply.raw.write(': connected\n\n');
    let pending: NodeJS.Timeout | undefined;
    const stopWatching = platform.watch(() => {
      pending ??= setTimeout(() => {
        pending = undefined;
        reply.raw.write('event: changed\ndata: {}\n\n');
      }, groupMs);
    });
    const heartbeat = setInterval(() => reply.raw.write(': still here\n\n'), heartbeatMs);
    request.raw.on('close', () => {
      clearTimeout(pending);
      clearInterval(heartbeat);
      stopWatching();
    });
  });
}
