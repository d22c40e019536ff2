import { Injectable } from '@nestjs/common';
import { ChannelChanged } from '@duet/contracts';
import type { Tx } from '@duet/database';
import { type Cause, Clock, publish, Relay, writeOutbox } from '@duet/messaging';
import { type Account, shownName } from '../accounts/account.ts';
import type { Channel } from './channel.ts';

/** Tells the others, in the transaction of the change itself. */
@Injectable()
export class ChannelNews {
  constructor(
    private readonly clock: Clock,
    private readonly relay: Relay,
  ) {}

  async announce(tx: Tx, account: Account, channels: readonly Channel[], cause: Cause): Promise<void> {
    const messages = channels.map((channel) =>
      publish(ChannelChanged, {
        workspaceId: channel.workspaceId,
        data: {
          channelId: channel.id,
          channelType: channel.type,
          title: channel.title,
          state: channel.state,
          accountId: account.id,
          openId: account.openId,
          username: shownName(account),
          commentAuthorId: account.commentAuthorId,
          version: channel.version,
        },
        cause,
        occurredAt: this.clock.now(),
      }),
    );
    await writeOutbox(tx, messages);
    tx.afterCommit(() => this.relay.wake());
  }
}
