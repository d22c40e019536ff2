import { Inject, Injectable } from '@nestjs/common';
import { newId } from '@duet/contracts';
import { Database } from '@duet/database';
import type { Log } from '@duet/messaging';
import { LOGGER } from '@duet/service-kit';
import type { AccountKey } from '../accounts/account.ts';
import { AccountStore } from '../accounts/account.store.ts';
import { ChannelNews } from '../channels/channel-news.ts';
import { ChannelStore } from '../channels/channel.store.ts';
import { TokenStore } from './token.store.ts';

/** Nothing but a new consent helps an account: its channels say so, the others hear it, operators are told (CON-43). */
@Injectable()
export class AccessEnd {
  constructor(
    private readonly database: Database,
    private readonly accounts: AccountStore,
    private readonly channels: ChannelStore,
    private readonly tokens: TokenStore,
    private readonly news: ChannelNews,
    @Inject(LOGGER) private readonly log: Log,
  ) {}

  /** @param version of the token that died; nothing happens when a new consent brought another one meanwhile */
  async end(key: AccountKey, version: number, reason: string): Promise<void> {
    const ended = await this.database.asWorker(async (tx) => {
      const account = await this.accounts.lock(tx, key);
      const token = await this.tokens.find(tx, key);
      if (account?.state !== 'connected' || token?.version !== version) return false;
      await this.accounts.setState(tx, key, 'needs_reconnecting');
      const channels = await this.channels.move(tx, key, 'connected', 'needs_reconnecting');
      const id = newId();
      await this.news.announce(tx, account, channels, { id, correlationId: id });
      return true;
    });
    if (!ended) return;
    this.log.error(
      { accountId: key.accountId, reason },
      'an account must be connected again: our access to it has ended',
    );
  }
}
