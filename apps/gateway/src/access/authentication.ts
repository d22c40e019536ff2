import { Inject, Injectable } from '@nestjs/common';
import { Rejection, type Role } from '@duet/contracts';
import { Database } from '@duet/database';
import { CONFIG } from '@duet/service-kit';
import type { FastifyRequest } from 'fastify';
import { type ApiKeyOwner, apiKeyStore } from '../api-keys/api-key.store.ts';
import { isApiKey } from '../api-keys/api-key.ts';
import type { GatewayConfig } from '../config.ts';
import type { Caller } from '../http/route.ts';
import { originOf } from '../http/same-origin.ts';
import { RealTime } from '../sessions/real-time.ts';
import { SessionCookie } from '../sessions/session-cookie.ts';
import { sessionStore } from '../sessions/session.store.ts';
import { Sessions } from '../sessions/sessions.ts';
import { hashOf } from '../sessions/token.ts';

const unsafe = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);

/** Who calls, and whether a browser was tricked into calling. */
@Injectable()
export class Authentication {
  readonly #cookie: SessionCookie;
  readonly #origin: string;

  constructor(
    private readonly sessions: Sessions,
    private readonly database: Database,
    private readonly time: RealTime,
    @Inject(CONFIG) config: GatewayConfig,
  ) {
    this.#cookie = new SessionCookie(config.PUBLIC_URL);
    this.#origin = new URL(config.PUBLIC_URL).origin;
  }

  /**
   * A request that changes something and carries a cookie, or comes from a browser at all, must come from our own pages.
   * An API key is never sent by a browser on its own.
   * @throws Rejection `forbidden`
   */
  assertNotForged(request: FastifyRequest): void {
    if (!unsafe.has(request.method) || bearerOf(request) !== undefined) return;
    const origin = originOf(request.headers, this.#origin);
    const hasCookie = this.#cookie.read(request) !== undefined;
    if (origin === 'same' || (origin === 'unknown' && !hasCookie)) return;
    throw new Rejection('forbidden', {}, 'This request does not come from a page of ours.');
  }

  /** @throws Rejection `unauthenticated`; `forbidden` when the role is none of `roles` */
  async callerOf(request: FastifyRequest, roles: readonly Role[]): Promise<Caller> {
    const caller = await this.#find(request);
    if (!caller) throw new Rejection('unauthenticated');
    if (!roles.includes(caller.actor.role)) throw new Rejection('forbidden');
    return caller;
  }

  /** Those of the callers whose session or API key still counts. */
  async stillWelcome(callers: readonly Caller[]): Promise<Set<string>> {
    const idsOf = (kind: Caller['actor']['kind']): string[] =>
      callers.filter(({ actor }) => actor.kind === kind).map(({ sessionId }) => sessionId);
    return this.database.asWorker(async (tx) => {
      const sessions = await sessionStore.living(tx, idsOf('person'), this.time.now());
      return new Set([...sessions, ...(await apiKeyStore.living(tx, idsOf('api_key')))]);
    });
  }

  async #find(request: FastifyRequest): Promise<Caller | undefined> {
    const bearer = bearerOf(request);
    if (bearer !== undefined) return isApiKey(bearer) ? this.#byApiKey(bearer) : undefined;
    const token = this.#cookie.read(request);
    return token === undefined ? undefined : this.sessions.callerOf(token);
  }

  async #byApiKey(key: string): Promise<Caller | undefined> {
    const owner = await this.database.asWorker((tx) => apiKeyStore.find(tx, hashOf(key), this.time.now()));
    return owner && callerOf(owner);
  }
}

function bearerOf(request: FastifyRequest): string | undefined {
  const header = request.headers.authorization;
  return header === undefined ? undefined : (/^Bearer +(\S+)$/i.exec(header)?.[1] ?? '');
}

function callerOf(owner: ApiKeyOwner): Caller {
  return {
    actor: { kind: 'api_key', id: owner.id, name: owner.name, role: owner.role, workspaceId: owner.workspace_id },
    workspace: {
      id: owner.workspace_id,
      name: owner.workspace_name,
      plan: owner.plan,
      settings: owner.settings,
    },
    sessionId: owner.id,
    email: null,
  };
}
