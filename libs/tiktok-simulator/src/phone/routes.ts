import type { FastifyInstance } from 'fastify';
import type { Platform } from '../platform/platform.ts';
import { phonePage } from './page.ts';

export function registerPhone(app: FastifyInstance, platform: Platform): void {
  app.get('/phone', (_, reply) => reply.type('text/html').send(phonePage));
  // The customer's own phone needs no token to see the pictures of its conversation.
  app.get<{ Params: { mediaId: string } }>('/phone/media/:mediaId', (request, reply) => {
    const media = platform.media.find(request.params.mediaId);
    if (!media) return reply.code(404).send('not found');
    return reply.type(media.mime).send(Buffer.from(media.content));
  });
}
