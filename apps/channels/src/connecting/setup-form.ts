import { Injectable } from '@nestjs/common';
import type { Tx } from '@duet/database';
import { shownName } from '../accounts/account.ts';
import type { Channel } from '../channels/channel.ts';
import { ChannelStore } from '../channels/channel.store.ts';
import { type Authorized, type Connection, DEFAULT_TITLE } from './connection.ts';

export interface SetupForm {
  readonly username: string;
  readonly title: string;
  readonly nlpApp: string | null;
}

/** What `Setup Your Channel` shows: the present title and NLP app on a reconnect, else the defaults (CON-17, CON-45). */
@Injectable()
export class SetupForms {
  constructor(private readonly channels: ChannelStore) {}

  async fill(tx: Tx, connection: Connection, account: Authorized): Promise<SetupForm> {
    const channels = await this.channels.ofAccount(tx, {
      workspaceId: connection.workspaceId,
      accountId: account.accountId,
    });
    const present = presentOf(channels, connection.channelId);
    return {
      username: shownName(account),
      title: present?.title ?? DEFAULT_TITLE,
      nlpApp: present?.nlpApp ?? null,
    };
  }
}

const presentOf = (channels: readonly Channel[], channelId: string | null): Channel | undefined =>
  channelId ? channels.find(({ id }) => id === channelId) : channels[0];
