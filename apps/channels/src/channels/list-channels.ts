import { Injectable } from '@nestjs/common';
import { ChannelList, type ChannelView } from '@duet/contracts';
import { Answers, Clock, type QuestionInTx } from '@duet/messaging';
import { AccountStore } from '../accounts/account.store.ts';
import { ChannelStore } from './channel.store.ts';
import { channelView } from './channel-view.ts';

@Injectable()
export class ListChannels {
  constructor(
    private readonly accounts: AccountStore,
    private readonly channels: ChannelStore,
    private readonly clock: Clock,
  ) {}

  @Answers(ChannelList)
  async answer(_request: object, { actor, tx }: QuestionInTx): Promise<{ channels: ChannelView[] }> {
    const accounts = new Map((await this.accounts.list(tx, actor.workspaceId)).map((account) => [account.id, account]));
    const channels = await this.channels.list(tx, actor.workspaceId);
    return {
      channels: channels.flatMap((channel) => {
        const account = accounts.get(channel.accountId);
        return account ? [channelView(channel, account, this.clock.now())] : [];
      }),
    };
  }
}
