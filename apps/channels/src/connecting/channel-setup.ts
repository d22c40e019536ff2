import { Injectable } from '@nestjs/common';
import type { ChannelView } from '@duet/contracts';
import type { Tx } from '@duet/database';
import { type Cause, Clock } from '@duet/messaging';
import { channelIdOf } from '../accounts/account.ts';
import { AccountStore } from '../accounts/account.store.ts';
import type { Channel } from '../channels/channel.ts';
import { ChannelNews } from '../channels/channel-news.ts';
import { ChannelStore } from '../channels/channel.store.ts';
import { channelView } from '../channels/channel-view.ts';
import { TokenStore } from '../tokens/token.store.ts';
import type { SealedPair } from '../tokens/token.ts';
import { type Authorized, type Connection, DEFAULT_TITLE } from './connection.ts';
import { Consents } from './consents.ts';

export type SetUp = ChannelView[];

type Ready = Connection & { readonly authorized: Authorized };

/** Makes the account and its two channels what the consent and the setup form say; the same records come back (CON-29). */
@Injectable()
export class ChannelSetup {
  constructor(
    private readonly accounts: AccountStore,
    private readonly channels: ChannelStore,
    private readonly tokens: TokenStore,
    private readonly consents: Consents,
    private readonly news: ChannelNews,
    private readonly clock: Clock,
  ) {}

  async connect(
    tx: Tx,
    connection: Ready,
    pair: SealedPair,
    { title, nlpApp }: { title: string; nlpApp: string | null },
    cause: Cause,
  ): Promise<SetUp> {
    const { workspaceId, authorized } = connection;
    const { accountId: id, ...told } = authorized;
    const key = { workspaceId, accountId: id };
    const before = await this.accounts.lock(tx, key);
    const { present, decided } = await this.consents.judge(tx, connection, authorized);
    const account = await this.accounts.connect(tx, {
      workspaceId,
      id,
      ...told,
      consentEndsAt: pair.consentEndsAt,
    });
    await this.tokens.put(tx, key, pair);
    const saved: Channel[] = [];
    for (const { type, isMeant, state } of decided) {
      const known = present.find((channel) => channel.type === type);
      const form = isMeant
        ? { title, nlpApp }
        : { title: known?.title ?? DEFAULT_TITLE, nlpApp: known?.nlpApp ?? null };
      saved.push(
        await this.channels.save(tx, { workspaceId, id: channelIdOf(id, type), accountId: id, type, ...form, state }),
      );
    }
    const messenger = decided.find(({ type }) => type === 'tiktok_messenger');
    const messengerWaits =
      messenger?.state === 'disconnected' && (messenger.isKeptBack || (before?.messengerWaits ?? false));
    const { messagingClosed } = account;
    await this.accounts.setMessaging(tx, key, { messagingClosed, messengerWaits, checkedAt: this.clock.now() });
    await this.news.announce(tx, account, saved, cause);
    return saved.map((channel) => channelView(channel, account, this.clock.now()));
  }

  async show(tx: Tx, { workspaceId, authorized: { accountId } }: Ready): Promise<SetUp> {
    const account = await this.accounts.find(tx, { workspaceId, accountId });
    const channels = await this.channels.ofAccount(tx, { workspaceId, accountId });
    return account ? channels.map((channel) => channelView(channel, account, this.clock.now())) : [];
  }
}
