import { setTimeout as timeout } from 'node:timers/promises';
import type { FastifyReply } from 'fastify';
import type { Interruption } from '../faults/injector.ts';

/** Scripted slowness. A pause under way does not keep the process alive. */
export async function pause(ms: number): Promise<void> {
  if (ms > 0) await timeout(ms, undefined, { ref: false });
}

/** Ends a call as broken networks and servers do, instead of with an envelope. */
export async function interrupt(
  reply: FastifyReply,
  interruption: Exclude<Interruption, { kind: 'refuse' }>,
): Promise<FastifyReply> {
  switch (interruption.kind) {
    case 'http_error':
      return sendServerError(reply, interruption.status, interruption.html);
    case 'disconnect':
      await pause(interruption.afterMs);
      reply.hijack();
      reply.raw.destroy();
      return reply;
    case 'truncate':
      reply.hijack();
      reply.raw.writeHead(200, { 'content-type': 'application/json', 'content-length': '200' });
      reply.raw.write('{"code":0,"mess', () => reply.raw.destroy());
      return reply;
  }
}

function sendServerError(reply: FastifyReply, status: number, html: boolean): FastifyReply {
  reply.code(status);
  return html
    ? reply.type('text/html').send(`<html><body><h1>${status} Server Error</h1></body></html>`)
    : reply.type('application/json').send({ message: 'internal error' });
}
