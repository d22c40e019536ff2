import { Injectable } from '@nestjs/common';
import { Role } from '@duet/contracts';
import { z } from 'zod';
import { memberRoute, type Route } from '../http/route.ts';
import { EventStreams } from './event-streams.ts';

@Injectable()
export class EventRoutes {
  constructor(private readonly streams: EventStreams) {}

  routes(): Route[] {
    return [
      memberRoute(
        {
          id: 'streamEvents',
          method: 'GET',
          path: '/events',
          summary:
            'Ticket events as they happen: `hello` first, `reset` when what the client shows must be fetched anew',
          request: z.object({}),
          roles: Role.options,
          status: 200,
          answer: null,
          streams: 'text/event-stream',
        },
        async (_request, caller, { request, reply }) => {
          this.streams.assertReady();
          reply.hijack();
          reply.raw.writeHead(200, {
            'content-type': 'text/event-stream; charset=utf-8',
            'cache-control': 'no-store',
            'x-accel-buffering': 'no',
          });
          const lastEventId = request.headers['last-event-id'];
          await this.streams.open(caller, [lastEventId].flat()[0], reply.raw);
        },
      ),
    ];
  }
}
