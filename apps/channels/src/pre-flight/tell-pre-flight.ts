import { Injectable } from '@nestjs/common';
import {
  type Actor,
  type AnswerOf,
  ChannelPreFlight,
  found,
  IntakeGet,
  type PreFlightCheck,
  Rejection,
  type RequestOf,
} from '@duet/contracts';
import { Database } from '@duet/database';
import { AnswersOutside, type Question, Questions } from '@duet/messaging';
import { AccountStore } from '../accounts/account.store.ts';
import { requireManager } from '../accounts/require-manager.ts';
import { ChannelStore } from '../channels/channel.store.ts';
import { AccountChecks } from './account-checks.ts';
import { InstallationChecks } from './installation-checks.ts';

@Injectable()
export class TellPreFlight {
  constructor(
    private readonly database: Database,
    private readonly accounts: AccountStore,
    private readonly channels: ChannelStore,
    private readonly ofInstallation: InstallationChecks,
    private readonly ofAccount: AccountChecks,
    private readonly questions: Questions,
  ) {}

  @AnswersOutside(ChannelPreFlight)
  async answer(
    { id }: RequestOf<typeof ChannelPreFlight>,
    { actor }: Question,
  ): Promise<AnswerOf<typeof ChannelPreFlight>> {
    requireManager(actor);
    const checks = id === null ? await this.ofInstallation.run(false) : await this.#ofChannel(id, actor);
    return { channelId: id, ready: checks.every(({ status }) => status !== 'failed'), checks };
  }

  async #ofChannel(id: string, actor: Actor): Promise<PreFlightCheck[]> {
    const { workspaceId } = actor;
    const { channel, account } = await this.database.asPerson(workspaceId, async (tx) => {
      const channel = await this.channels.find(tx, workspaceId, id);
      const account = channel && (await this.accounts.find(tx, { workspaceId, accountId: channel.accountId }));
      if (!account) throw new Rejection('not_found');
      return { channel, account };
    });
    const isInUse = channel.state === 'connected';
    const groups = await Promise.all([this.ofInstallation.run(isInUse), this.ofAccount.run(account, channel.type)]);
    return [...groups.flat(), ...(channel.type === 'tiktok_messenger' ? [await this.#privacy(id, actor)] : [])];
  }

  /** TikTok does not tell; messages that only its lists brought do. */
  async #privacy(id: string, actor: Actor): Promise<PreFlightCheck> {
    const intake = await this.questions.ask(IntakeGet, { id }, actor).catch((error: unknown) => {
      if (error instanceof Rejection) return null;
      throw error;
    });
    return intake?.strangersByList
      ? found('message_privacy', 'warning', 'messages_wait_in_requests')
      : found('message_privacy', 'unknown', 'message_privacy_unknown');
  }
}
