import { Injectable } from '@nestjs/common';
import { type AnswerOf, ConnectStatus, Rejection, type RequestOf } from '@duet/contracts';
import { Answers, Clock, type QuestionInTx } from '@duet/messaging';
import { requireManager } from '../accounts/require-manager.ts';
import { DEFAULT_TITLE, progressOf } from './connection.ts';
import { ConnectionStore } from './connection.store.ts';
import { SetupForms } from './setup-form.ts';

@Injectable()
export class ConnectionStatus {
  constructor(
    private readonly connections: ConnectionStore,
    private readonly forms: SetupForms,
    private readonly clock: Clock,
  ) {}

  @Answers(ConnectStatus)
  async answer(
    { connectionId }: RequestOf<typeof ConnectStatus>,
    { actor, tx }: QuestionInTx,
  ): Promise<AnswerOf<typeof ConnectStatus>> {
    requireManager(actor);
    const connection = await this.connections.find(tx, actor.workspaceId, connectionId);
    if (!connection) throw new Rejection('not_found');
    const { authorized, failure } = connection;
    const form = authorized
      ? await this.forms.fill(tx, connection, authorized)
      : { username: null, title: DEFAULT_TITLE, nlpApp: null };
    return { state: progressOf(connection, this.clock.now()), ...form, failure };
  }
}
