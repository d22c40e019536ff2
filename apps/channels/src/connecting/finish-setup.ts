import { Injectable } from '@nestjs/common';
import { type Actor, type AnswerOf, Rejection, type RequestOf, SetupFinish } from '@duet/contracts';
import { Database, type Tx } from '@duet/database';
import { AnswersOutside, type Cause, Clock, type Question } from '@duet/messaging';
import { requireManager } from '../accounts/require-manager.ts';
import { rejectionOf } from '../tiktok/rejection-of.ts';
import { ChannelSetup, type SetUp } from './channel-setup.ts';
import { type Authorized, type Connection, progressOf } from './connection.ts';
import { ConnectionStore } from './connection.store.ts';
import { WatchWebhooks } from './watch-webhooks.ts';
import { WebhookRegistration } from './webhook-registration.ts';

type Choice = RequestOf<typeof SetupFinish>;
type Ready = Connection & { readonly authorized: Authorized };

/** `Finish Setup`: events are subscribed first, then everything becomes true in one transaction. */
@Injectable()
export class FinishSetup {
  constructor(
    private readonly database: Database,
    private readonly connections: ConnectionStore,
    private readonly webhooks: WebhookRegistration,
    private readonly watching: WatchWebhooks,
    private readonly setup: ChannelSetup,
    private readonly clock: Clock,
  ) {}

  @AnswersOutside(SetupFinish)
  async answer(choice: Choice, { actor, cause }: Question): Promise<AnswerOf<typeof SetupFinish>> {
    requireManager(actor);
    const { connectionId } = choice;
    const before = await this.database.asPerson(actor.workspaceId, (tx) =>
      this.connections.find(tx, actor.workspaceId, connectionId),
    );
    this.#requireReady(before);
    await this.webhooks.ensure().catch((error: unknown) => {
      throw rejectionOf(error);
    });
    try {
      return { channels: await this.database.asWorker((tx) => this.#finish(tx, choice, actor, cause)) };
    } catch (error) {
      throw isHeldElsewhere(error) ? new Rejection('account_taken') : error;
    }
  }

  /** Asked again after it was done, it answers the same. */
  async #finish(tx: Tx, choice: Choice, actor: Actor, cause: Cause): Promise<SetUp> {
    const connection = await this.connections.lock(tx, actor.workspaceId, choice.connectionId);
    const ready = this.#requireReady(connection);
    if (ready.state === 'finished') return this.setup.show(tx, ready);
    const pair = await this.connections.takePair(tx, ready);
    if (!pair) throw new Rejection('state_invalid');
    await this.connections.setState(tx, ready, 'finished');
    tx.afterCommit(() => this.watching.wake());
    return this.setup.connect(tx, ready, pair, choice, cause);
  }

  #requireReady(connection: Connection | undefined): Ready {
    if (!connection) throw new Rejection('not_found');
    const progress = progressOf(connection, this.clock.now());
    if (!connection.authorized || (progress !== 'authorized' && progress !== 'finished')) {
      throw new Rejection('state_invalid');
    }
    return { ...connection, authorized: connection.authorized };
  }
}

/** Two workspaces at once: the index over connected accounts decides. */
const isHeldElsewhere = (error: unknown): boolean =>
  error instanceof Error && 'constraint' in error && error.constraint === 'accounts_one_workspace';
