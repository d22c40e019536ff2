import { Inject, Injectable } from '@nestjs/common';
import { Rejection, type SessionView } from '@duet/contracts';
import { Clock } from '@duet/messaging';
import { CONFIG } from '@duet/service-kit';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { GatewayConfig } from '../config.ts';
import { clientAddress } from '../http/client-address.ts';
import type { Caller } from '../http/route.ts';
import { SessionCookie } from './session-cookie.ts';
import type { Entry } from './sessions.ts';

/** What every way into a session has in common. */
@Injectable()
export class FrontDoor {
  readonly cookie: SessionCookie;

  constructor(
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: GatewayConfig,
  ) {
    this.cookie = new SessionCookie(config.PUBLIC_URL);
  }

  letIn(reply: FastifyReply, { token, caller }: Entry): z.input<typeof SessionView> {
    this.cookie.set(reply, token);
    return this.view(caller);
  }

  /** @throws Rejection `forbidden` for an API key */
  view({ actor, email, workspace }: Caller): z.input<typeof SessionView> {
    if (email === null) throw new Rejection('forbidden', {}, 'An API key has no session.');
    return {
      person: { id: actor.id, name: actor.name, email },
      workspace,
      role: actor.role,
      phoneUrl: this.config.PHONE_URL ?? null,
      serverTime: this.clock.now().toISOString(),
    };
  }

  addressOf(request: FastifyRequest): string {
    const forwarded = request.headers['x-forwarded-for'];
    return clientAddress(request.ip, [forwarded].flat().join(',') || undefined, this.config.TRUSTED_PROXIES);
  }

  /** Says in the header as well when to come back after too many attempts. */
  async counted<Result>(reply: FastifyReply, attempt: Promise<Result>): Promise<Result> {
    return attempt.catch((error: unknown) => {
      const retryAfter = error instanceof Rejection ? error.details['retryAfterSeconds'] : undefined;
      if (retryAfter !== undefined) reply.header('retry-after', String(retryAfter));
      throw error;
    });
  }
}
