import { Inject, Injectable } from '@nestjs/common';
import { type Actor, type AnswerOf, ConnectComplete, Rejection, type RequestOf } from '@duet/contracts';
import { Database } from '@duet/database';
import { AnswersOutside, Clock, type Log, type Question } from '@duet/messaging';
import { LOGGER } from '@duet/service-kit';
import { requireManager } from '../accounts/require-manager.ts';
import { rejectionOf } from '../tiktok/rejection-of.ts';
import { Authorization } from './authorization.ts';
import { type Connection, digest, failureOf, refusalOf, SETUP_MS } from './connection.ts';
import { ConnectionStore } from './connection.store.ts';
import { Consents } from './consents.ts';
import { type SetupForm, SetupForms } from './setup-form.ts';

type Redirect = RequestOf<typeof ConnectComplete>;

/** TikTok's redirect: the state value is used up first, whatever comes of the rest. */
@Injectable()
export class CompleteConnection {
  constructor(
    private readonly database: Database,
    private readonly connections: ConnectionStore,
    private readonly authorization: Authorization,
    private readonly consents: Consents,
    private readonly forms: SetupForms,
    private readonly clock: Clock,
    @Inject(LOGGER) private readonly log: Log,
  ) {}

  @AnswersOutside(ConnectComplete)
  async answer(redirect: Redirect, { actor }: Question): Promise<AnswerOf<typeof ConnectComplete>> {
    requireManager(actor);
    const connection = await this.#useState(redirect, actor);
    try {
      return { connectionId: connection.id, ...(await this.#authorize(connection, redirect)) };
    } catch (cause) {
      const error = rejectionOf(cause);
      await this.database.asWorker((tx) => this.connections.fail(tx, connection, failureOf(error)));
      throw error;
    }
  }

  async #useState({ state, sessionId }: Redirect, actor: Actor): Promise<Connection> {
    return this.database.asWorker(async (tx) => {
      const connection = await this.connections.lockByState(tx, digest(state));
      const asked = { workspaceId: actor.workspaceId, personId: actor.id, sessionHash: digest(sessionId) };
      const refusal = refusalOf(connection, asked, this.clock.now());
      if (refusal || !connection) {
        const audit = { audit: 'connection-state-refused', refusal, workspaceId: actor.workspaceId, actorId: actor.id };
        this.log.warn({ ...audit, connectionId: connection?.id }, 'a redirect from TikTok was refused');
        throw new Rejection('state_invalid');
      }
      await this.connections.setState(tx, connection, 'exchanging');
      return connection;
    });
  }

  async #authorize(connection: Connection, { code, scopes, error }: Redirect): Promise<SetupForm> {
    if (error !== undefined || !code) throw new Rejection('consent_refused', error ? { tiktokError: error } : {});
    const account = await this.authorization.exchange(connection, code, scopes);
    return this.database.asWorker(async (tx) => {
      await this.consents.judge(tx, connection, account);
      const expiresAt = new Date(this.clock.now().getTime() + SETUP_MS);
      await this.connections.authorize(tx, connection, account, expiresAt);
      return this.forms.fill(tx, connection, account);
    });
  }
}
