import { Injectable } from '@nestjs/common';
import { ChannelDisconnect, type ChannelView, Rejection } from '@duet/contracts';
import { Database } from '@duet/database';
import { AnswersOutside, Clock, type Question } from '@duet/messaging';
import type { z } from 'zod';
import { AccountStore } from '../accounts/account.store.ts';
import { requireManager } from '../accounts/require-manager.ts';
import { RevokeConsents } from '../tokens/revoke-consents.ts';
import { TokenStore } from '../tokens/token.store.ts';
import { ChannelNews } from './channel-news.ts';
import { ChannelStore } from './channel.store.ts';
import { channelView } from './channel-view.ts';

/** One channel goes; the consent that both share ends only with the last one (CON-25). */
@Injectable()
export class DisconnectChannel {
  constructor(
    private readonly database: Database,
    private readonly accounts: AccountStore,
    private readonly channels: ChannelStore,
    private readonly tokens: TokenStore,
    private readonly news: ChannelNews,
    private readonly revoking: RevokeConsents,
    private readonly clock: Clock,
  ) {}

  @AnswersOutside(ChannelDisconnect)
  async answer({ id }: z.output<typeof ChannelDisconnect.request>, { actor, cause }: Question): Promise<ChannelView> {
    requireManager(actor);
    return this.database.asWorker(async (tx) => {
      const found = await this.channels.find(tx, actor.workspaceId, id);
      if (!found) throw new Rejection('not_found');
      const key = { workspaceId: actor.workspaceId, accountId: found.accountId };
      const account = await this.accounts.lock(tx, key);
      const siblings = await this.channels.ofAccount(tx, key);
      const channel = siblings.find((sibling) => sibling.id === id);
      if (!account || !channel) throw new Rejection('not_found');
      if (channel.type === 'tiktok_messenger') await this.accounts.stopWaiting(tx, key);
      if (channel.state === 'disconnected') return channelView(channel, account, this.clock.now());
      const disconnected = await this.channels.save(tx, { ...channel, state: 'disconnected' });
      if (siblings.every((sibling) => sibling.id === id || sibling.state === 'disconnected')) {
        await this.accounts.setState(tx, key, 'disconnected');
        await this.tokens.revokeFrom(tx, key, new Date());
        tx.afterCommit(() => this.revoking.wake());
      }
      await this.news.announce(tx, account, [disconnected], cause);
      return channelView(disconnected, account, this.clock.now());
    });
  }
}
