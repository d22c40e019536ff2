import { Inject, Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { newId, Rejection } from '@duet/contracts';
import { Database } from '@duet/database';
import { Clock, type Log, Loop } from '@duet/messaging';
import { LOGGER } from '@duet/service-kit';
import { TikTokError } from '@duet/tiktok-api';
import type { Account } from '../accounts/account.ts';
import { AccountStore } from '../accounts/account.store.ts';
import { decideOnMessaging } from '../channels/channel.ts';
import { ChannelNews } from '../channels/channel-news.ts';
import { ChannelStore } from '../channels/channel.store.ts';
import { AccountCalls } from '../tokens/account-calls.ts';
import { AccountReader, type Messaging } from './account-reader.ts';

const POLL_MS = 5_000;
const EVERY_MS = 6 * 3_600_000;
const AT_ONCE = 5;

/** TikTok opens and closes its messaging API by region: every six hours each account is looked up, and Messenger follows. */
@Injectable()
export class WatchMessaging implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #loop: Loop;

  constructor(
    private readonly database: Database,
    private readonly accounts: AccountStore,
    private readonly channels: ChannelStore,
    private readonly calls: AccountCalls,
    private readonly reader: AccountReader,
    private readonly news: ChannelNews,
    private readonly clock: Clock,
    @Inject(LOGGER) private readonly log: Log,
  ) {
    this.#loop = new Loop({ name: 'watch-messaging', pass: () => this.#pass(), pollMs: POLL_MS, log });
  }

  onApplicationBootstrap(): void {
    this.#loop.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.#loop.stop();
  }

  async #pass(): Promise<'again' | 'idle'> {
    const now = this.clock.now();
    const before = new Date(now.getTime() - EVERY_MS);
    const due = await this.database.asWorker((tx) => this.accounts.takeUnaskedForMessaging(tx, before, now, AT_ONCE));
    for (const account of due) {
      const messaging = await this.#lookUp(account);
      if (messaging !== 'unknown') await this.#follow(account, messaging === 'closed');
    }
    return due.length === AT_ONCE ? 'again' : 'idle';
  }

  /** What cannot be found out now is looked up the next time. */
  async #lookUp({ workspaceId, id: accountId, scopes }: Account): Promise<Messaging> {
    try {
      return await this.calls.read({ workspaceId, accountId }, (access) => this.reader.messaging(access, scopes));
    } catch (error) {
      if (!(error instanceof TikTokError || error instanceof Rejection)) throw error;
      this.log.warn({ err: error, accountId }, 'the messaging API of an account could not be looked up');
      return 'unknown';
    }
  }

  async #follow({ workspaceId, id: accountId }: Account, isClosed: boolean): Promise<void> {
    const key = { workspaceId, accountId };
    await this.database.asWorker(async (tx) => {
      const account = await this.accounts.lock(tx, key);
      if (account?.state !== 'connected') return;
      const messenger = (await this.channels.ofAccount(tx, key)).find(({ type }) => type === 'tiktok_messenger');
      const { waits, state } = decideOnMessaging(isClosed, messenger?.state, account.messengerWaits);
      await this.accounts.setMessaging(tx, key, {
        messagingClosed: isClosed,
        messengerWaits: waits,
        checkedAt: this.clock.now(),
      });
      if (!messenger || state === null) return;
      const moved = await this.channels.save(tx, { ...messenger, state });
      const id = newId();
      await this.news.announce(tx, account, [moved], { id, correlationId: id });
      this.log.warn({ audit: 'messaging-followed', accountId, state }, 'TikTok changed who may use its messaging API');
    });
  }
}
