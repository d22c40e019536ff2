import { Injectable } from '@nestjs/common';
import { inSpan } from '@duet/messaging';
import { SpanKind } from '@opentelemetry/api';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Authentication } from '../access/authentication.ts';
import { ApiKeyRoutes } from '../api-keys/api-key.routes.ts';
import { InvitationRoutes } from '../invitations/invitation.routes.ts';
import { JoiningRoutes } from '../invitations/joining.routes.ts';
import { ExportRoutes } from '../exports/export.routes.ts';
import { InstallationRoutes } from '../installation/installation.routes.ts';
import { EventRoutes } from '../live/event.routes.ts';
import { MailRoutes } from '../mails/mail.routes.ts';
import { countRequest } from '../metrics.ts';
import { MediaRoutes } from '../media/media.routes.ts';
import { OperationRoutes } from '../operations/operation.routes.ts';
import { PeopleRoutes } from '../people/people.routes.ts';
import { ProfileRoutes } from '../profiles/profile.routes.ts';
import { SessionRoutes } from '../sessions/session.routes.ts';
import { PreferencesRoutes } from '../preferences/preferences.routes.ts';
import { SettingsRoutes } from '../settings/settings.routes.ts';
import { documentRoute } from './document.route.ts';
import { takeForms } from './form.ts';
import { rolesRoute } from './roles.route.ts';
import { assertBody, fieldsOf, idempotencyKeyOf } from './request.ts';
import { type Caller, hasBody, type Route } from './route.ts';

export const API = '/api/v1';

/** Everything below `/api/v1`: one list of routes, from which the server and the OpenAPI document are made. */
@Injectable()
export class Api {
  readonly routes: readonly Route[];
  readonly #callers = new WeakMap<FastifyRequest, Caller>();

  constructor(
    private readonly authentication: Authentication,
    operations: OperationRoutes,
    sessions: SessionRoutes,
    joining: JoiningRoutes,
    profile: ProfileRoutes,
    people: PeopleRoutes,
    invitations: InvitationRoutes,
    mails: MailRoutes,
    apiKeys: ApiKeyRoutes,
    settings: SettingsRoutes,
    preferences: PreferencesRoutes,
    installation: InstallationRoutes,
    media: MediaRoutes,
    exports: ExportRoutes,
    events: EventRoutes,
  ) {
    const groups = [
      operations,
      sessions,
      joining,
      profile,
      people,
      invitations,
      mails,
      apiKeys,
      settings,
      preferences,
      installation,
      media,
      exports,
      events,
    ];
    const described = groups.flatMap((group) => group.routes());
    const known = [...described, rolesRoute(described)];
    this.routes = [...known, documentRoute(known)];
  }

  register(fastify: FastifyInstance): void {
    takeForms(fastify);
    for (const route of this.routes) {
      fastify.route({
        method: route.method,
        url: `${API}${route.path.replaceAll(/\{(\w+)\}/g, ':$1')}`,
        exposeHeadRoute: false,
        onRequest: (request, reply) => this.#admit(route, request, reply),
        onResponse: async (_request, reply) => {
          if (!route.streams) countRequest(route.id, reply.statusCode, reply.elapsedTime);
        },
        handler: (request, reply) => this.#serve(route, request, reply),
      });
    }
  }

  /** Before the body is read: a stranger's body is none of our business. */
  async #admit(route: Route, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    reply.header('cache-control', 'no-store');
    this.authentication.assertNotForged(request);
    if (route.access !== 'public') {
      this.#callers.set(request, await this.authentication.callerOf(request, route.access));
    }
    if (hasBody(route)) assertBody(request, route.takes ?? 'application/json');
  }

  async #serve(route: Route, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const traceparent = [request.headers['traceparent']].flat()[0];
    const answer = await inSpan(`${route.method} ${route.path}`, SpanKind.SERVER, traceparent, () =>
      this.#handle(route, request, reply),
    );
    return reply.sent || route.sends ? reply : reply.code(route.status).send(answer);
  }

  #handle(route: Route, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
    const fields = fieldsOf(request);
    const http = { request, reply, idempotencyKey: route.idempotent ? idempotencyKeyOf(request) : undefined };
    if (route.access === 'public') return route.handle(fields, http);
    const caller = this.#callers.get(request);
    if (!caller) throw new Error(`${route.id} was reached without a caller`);
    return route.handle(fields, caller, http);
  }
}
