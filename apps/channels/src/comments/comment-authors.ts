import { Injectable } from '@nestjs/common';
import { Database } from '@duet/database';
import type { Cause } from '@duet/messaging';
import type { AccountKey } from '../accounts/account.ts';
import { AccountStore } from '../accounts/account.store.ts';
import { ChannelNews } from '../channels/channel-news.ts';
import { ChannelStore } from '../channels/channel.store.ts';

/** Under which id an account's own comments come back; TikTok tells it only in passing (H12). */
@Injectable()
export class CommentAuthors {
  constructor(
    private readonly database: Database,
    private readonly accounts: AccountStore,
    private readonly channels: ChannelStore,
    private readonly news: ChannelNews,
  ) {}

  async learn(key: AccountKey, commentAuthorId: string, cause: Cause): Promise<void> {
    await this.database.asWorker(async (tx) => {
      const account = await this.accounts.lock(tx, key);
      if (!account || account.commentAuthorId === commentAuthorId) return;
      await this.accounts.setCommentAuthor(tx, key, commentAuthorId);
      const channels = await this.channels.touch(tx, key, 'tiktok_feed');
      await this.news.announce(tx, { ...account, commentAuthorId }, channels, cause);
    });
  }

  async known(key: AccountKey): Promise<string | null> {
    const account = await this.database.asWorker((tx) => this.accounts.find(tx, key));
    return account?.commentAuthorId ?? null;
  }
}
