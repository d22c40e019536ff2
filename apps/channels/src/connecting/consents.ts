import { Injectable } from '@nestjs/common';
import { Rejection } from '@duet/contracts';
import type { Tx } from '@duet/database';
import { AccountStore } from '../accounts/account.store.ts';
import { type Channel, decideOnConsent } from '../channels/channel.ts';
import { ChannelStore } from '../channels/channel.store.ts';
import type { Authorized, Connection } from './connection.ts';

/** Holds a new consent against what is connected already. */
@Injectable()
export class Consents {
  constructor(
    private readonly accounts: AccountStore,
    private readonly channels: ChannelStore,
  ) {}

  /**
   * @returns the account's channels so far and the state each will have
   * @throws Rejection account_taken, other_account (CON-44), consent_refused, tiktok_refused
   */
  async judge(
    tx: Tx,
    { workspaceId, channelId }: Connection,
    account: Authorized,
  ): Promise<{ present: Channel[]; decided: ReturnType<typeof decideOnConsent> }> {
    const meant = channelId ? await this.channels.find(tx, workspaceId, channelId) : undefined;
    if (meant && meant.accountId !== account.accountId) throw new Rejection('other_account');
    if (await this.accounts.isTaken(tx, account.openId, workspaceId)) throw new Rejection('account_taken');
    const present = await this.channels.ofAccount(tx, { workspaceId, accountId: account.accountId });
    return { present, decided: decideOnConsent({ ...account, onlyType: meant?.type ?? null }, present) };
  }
}
