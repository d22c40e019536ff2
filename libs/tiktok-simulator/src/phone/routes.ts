import type { FastifyInstance } from 'fastify';
import { phonePage } from './page.ts';

export function registerPhone(app: FastifyInstance): void {
  app.get('/phone', (_, reply) => reply.type('text/html').send(phonePage));
}
