import { Injectable } from '@nestjs/common';
import {
  type AnswerOf,
  capabilitiesView,
  ChannelCapabilities,
  Rejection,
  type RequestOf,
  unknownRegions,
} from '@duet/contracts';
import { Answers, Clock, type QuestionInTx } from '@duet/messaging';
import { AccountStore } from '../accounts/account.store.ts';
import { RegionStore } from '../regions/region.store.ts';
import { ChannelStore } from './channel.store.ts';
import { missingFor } from './permissions.ts';

@Injectable()
export class TellCapabilities {
  constructor(
    private readonly accounts: AccountStore,
    private readonly channels: ChannelStore,
    private readonly regions: RegionStore,
    private readonly clock: Clock,
  ) {}

  @Answers(ChannelCapabilities)
  async answer(
    { id, settings }: RequestOf<typeof ChannelCapabilities>,
    { actor: { workspaceId }, tx }: QuestionInTx,
  ): Promise<AnswerOf<typeof ChannelCapabilities>> {
    const channel = await this.channels.find(tx, workspaceId, id);
    const account = channel && (await this.accounts.find(tx, { workspaceId, accountId: channel.accountId }));
    if (!channel || !account) throw new Rejection('not_found');
    const { type, state } = channel;
    const { rules } = await this.regions.current(tx);
    const regions = { ...unknownRegions, messagingClosed: account.messagingClosed, rules };
    const isPermitted = missingFor(type, account.scopes).length === 0;
    return capabilitiesView(id, {
      channel: { type, state, isPermitted, regions },
      settings,
      ticket: null,
      now: this.clock.now(),
    });
  }
}
