import { Injectable } from '@nestjs/common';
import { found, passed, type PreFlightCheck, type PreFlightCheckName, Rejection } from '@duet/contracts';
import { type AccountAccess, TikTokError, TikTokTokenRejected, tokenInfo } from '@duet/tiktok-api';
import type { Account } from '../accounts/account.ts';
import type { ManagedType } from '../channels/channel-type.ts';
import { isGranted, type Permission } from '../channels/permissions.ts';
import { AccountReader } from '../connecting/account-reader.ts';
import { TikTok } from '../tiktok/tiktok.ts';
import { AccountCalls } from '../tokens/account-calls.ts';

interface Seen {
  readonly scopes: readonly string[];
  readonly isBusiness: boolean | null;
  readonly messagingClosed: boolean;
}

const permissionsOf: Readonly<Record<ManagedType, readonly Permission[]>> = {
  tiktok_messenger: ['messages', 'profile'],
  tiktok_feed: ['comments', 'videos', 'profile'],
};

const checksOf: Readonly<Record<ManagedType, readonly PreFlightCheckName[]>> = {
  tiktok_messenger: ['account_type', 'region', ...permissionsOf.tiktok_messenger],
  tiktok_feed: ['account_type', ...permissionsOf.tiktok_feed],
};

/** What TikTok says of an account now, for one of its channels: permissions may have been taken back since the consent. */
@Injectable()
export class AccountChecks {
  constructor(
    private readonly calls: AccountCalls,
    private readonly reader: AccountReader,
    private readonly tiktok: TikTok,
  ) {}

  async run(account: Account, type: ManagedType): Promise<PreFlightCheck[]> {
    try {
      const key = { workspaceId: account.workspaceId, accountId: account.id };
      const seen = await this.calls.read(key, (access) => this.#look(access));
      const access = account.accessEndsAt ? found('access', 'warning', 'access_ends') : passed('access');
      return [access, ...checksOf[type].map((check) => judge(check, seen))];
    } catch (error) {
      const [status, code] = faultOf(error);
      return [found('access', status, code), ...checksOf[type].map((check) => found(check, 'unknown', code))];
    }
  }

  async #look(access: AccountAccess): Promise<Seen> {
    const { scopes } = await tokenInfo(this.tiktok.access, access.accessToken);
    const { isBusinessAccount } = await this.reader.profile(access, scopes);
    return {
      scopes,
      isBusiness: isBusinessAccount,
      messagingClosed: await this.reader.isMessagingClosed(access, scopes),
    };
  }
}

function judge(check: PreFlightCheckName, { scopes, isBusiness, messagingClosed }: Seen): PreFlightCheck {
  switch (check) {
    case 'account_type':
      if (isBusiness === null) return found(check, 'unknown', 'account_type_unknown');
      return isBusiness ? passed(check) : found(check, 'failed', 'account_not_business');
    case 'region':
      // To a personal account TikTok refuses its messages, too: of its region this says nothing.
      return messagingClosed && isBusiness !== false ? found(check, 'failed', 'region_not_supported') : passed(check);
    case 'messages':
    case 'comments':
    case 'videos':
      return isGranted(check, scopes) ? passed(check) : found(check, 'failed', `${check}_missing`);
    case 'profile':
      return isGranted(check, scopes) ? passed(check) : found(check, 'warning', 'profile_missing');
    default:
      throw new Error(`${check} is no check of an account`);
  }
}

function faultOf(
  error: unknown,
): ['failed' | 'unknown', 'channel_disconnected' | 'needs_reconnecting' | 'tiktok_unreachable'] {
  if (error instanceof TikTokTokenRejected) return ['failed', 'needs_reconnecting'];
  if (error instanceof TikTokError) return ['unknown', 'tiktok_unreachable'];
  if (!(error instanceof Rejection)) throw error;
  if (error.code === 'channel_disconnected' || error.code === 'needs_reconnecting') return ['failed', error.code];
  if (error.code === 'tiktok_unreachable') return ['unknown', error.code];
  throw error;
}
