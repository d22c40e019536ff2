import { Inject, Injectable } from '@nestjs/common';
import { Credentials, OwnerLink, Rejection, Role, SessionView } from '@duet/contracts';
import { Clock } from '@duet/messaging';
import { CONFIG } from '@duet/service-kit';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { GatewayConfig } from '../config.ts';
import { clientAddress } from '../http/client-address.ts';
import { type Caller, memberRoute, publicRoute, type Route } from '../http/route.ts';
import { SessionCookie } from './session-cookie.ts';
import { Sessions } from './sessions.ts';

@Injectable()
export class SessionRoutes {
  readonly #cookie: SessionCookie;

  constructor(
    private readonly sessions: Sessions,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: GatewayConfig,
  ) {
    this.#cookie = new SessionCookie(config.PUBLIC_URL);
  }

  routes(): Route[] {
    const path = '/session';
    return [
      publicRoute(
        {
          id: 'signIn',
          method: 'POST',
          path,
          summary: 'Sign in with e-mail and password',
          request: Credentials,
          status: 200,
          answer: SessionView,
          refusals: ['wrong_credentials', 'too_many_attempts'],
        },
        async (credentials, { request, reply }) => {
          const replaces = this.#cookie.read(request);
          const signIn = { ...credentials, address: this.#addressOf(request), replaces };
          const { token, caller } = await this.sessions.signIn(signIn).catch((error: unknown) => {
            const retryAfter = error instanceof Rejection ? error.details['retryAfterSeconds'] : undefined;
            if (retryAfter !== undefined) reply.header('retry-after', String(retryAfter));
            throw error;
          });
          this.#cookie.set(reply, token);
          return this.#view(caller);
        },
      ),
      publicRoute(
        {
          id: 'redeemOwnerLink',
          method: 'POST',
          path: `${path}/owner-link`,
          summary: "Set an owner's password with a one-time link, and sign in",
          request: OwnerLink,
          status: 200,
          answer: SessionView,
          refusals: ['link_invalid'],
        },
        async (link, { reply }) => {
          const { token, caller } = await this.sessions.redeem(link);
          this.#cookie.set(reply, token);
          return this.#view(caller);
        },
      ),
      memberRoute(
        {
          id: 'getSession',
          method: 'GET',
          path,
          summary: 'Who is signed in',
          request: z.object({}),
          roles: Role.options,
          status: 200,
          answer: SessionView,
        },
        async (_request, caller) => this.#view(caller),
      ),
      publicRoute(
        {
          id: 'signOut',
          method: 'DELETE',
          path,
          summary: 'Sign out; without a session this does nothing',
          request: z.object({}),
          status: 204,
          answer: null,
        },
        async (_request, { request, reply }) => {
          const token = this.#cookie.read(request);
          if (token) await this.sessions.signOut(token);
          this.#cookie.clear(reply);
        },
      ),
    ];
  }

  #view({ actor, email, workspace }: Caller): z.input<typeof SessionView> {
    if (email === null) throw new Rejection('forbidden', {}, 'An API key has no session.');
    return {
      person: { id: actor.id, name: actor.name, email },
      workspace,
      role: actor.role,
      serverTime: this.clock.now().toISOString(),
    };
  }

  #addressOf(request: FastifyRequest): string {
    const forwarded = request.headers['x-forwarded-for'];
    return clientAddress(request.ip, [forwarded].flat().join(',') || undefined, this.config.TRUSTED_PROXIES);
  }
}
