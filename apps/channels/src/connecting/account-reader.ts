import { Inject, Injectable } from '@nestjs/common';
import type { Log } from '@duet/messaging';
import { LOGGER } from '@duet/service-kit';
import {
  type AccountAccess,
  type AccountProfile,
  getAccount,
  listConversations,
  type ProfileField,
  TikTokError,
  TikTokRefused,
} from '@duet/tiktok-api';
import { TikTok } from '../tiktok/tiktok.ts';

const fieldsByScope: Readonly<Record<string, readonly ProfileField[]>> = {
  'user.info.username': ['username'],
  'user.info.basic': ['display_name'],
  'user.account.type': ['is_business_account'],
};

type Profile = Pick<AccountProfile, 'username' | 'displayName' | 'isBusinessAccount'>;
const UNKNOWN: Profile = { username: null, displayName: null, isBusinessAccount: null };

export type Messaging = 'open' | 'closed' | 'unknown';

/** What TikTok tells about an account. */
@Injectable()
export class AccountReader {
  constructor(
    private readonly tiktok: TikTok,
    @Inject(LOGGER) private readonly log: Log,
  ) {}

  /** Asks only for what the consent covers: one field beyond it fails the whole call. A refusal leaves it unknown. */
  async profile(access: AccountAccess, scopes: readonly string[]): Promise<Profile> {
    const fields = scopes.flatMap((scope) => fieldsByScope[scope] ?? []);
    if (fields.length === 0) return UNKNOWN;
    try {
      return await getAccount(this.tiktok.access, access, fields);
    } catch (error) {
      if (!(error instanceof TikTokRefused)) throw error;
      this.log.warn({ err: error }, 'the profile of an account could not be read');
      return UNKNOWN;
    }
  }

  /** Whether TikTok keeps its messaging API from this account, as it does by region (ACC-10). Unknown counts as no. */
  async isMessagingClosed(access: AccountAccess, scopes: readonly string[]): Promise<boolean> {
    return (await this.messaging(access, scopes)) === 'closed';
  }

  async messaging(access: AccountAccess, scopes: readonly string[]): Promise<Messaging> {
    if (!scopes.includes('message.list.read')) return 'unknown';
    try {
      await listConversations(this.tiktok.access, access, { conversationType: 'single', limit: 1 });
      return 'open';
    } catch (error) {
      if (!(error instanceof TikTokError)) throw error;
      if (error instanceof TikTokRefused && error.reason === 'not-allow-listed') return 'closed';
      this.log.warn({ err: error }, 'it could not be found out whether the account may use the messaging API');
      return 'unknown';
    }
  }
}
