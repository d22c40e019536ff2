import { v5 } from 'uuid';
import type { ConnectedState, ManagedType } from '../channels/channel-type.ts';
import type { WebhookFault } from '../connecting/webhook-fault.ts';

const DERIVED = '0c1b4c9e-6f0a-4f0e-8a52-7c9d5b1f3e60';

/** Names one account of one workspace. */
export interface AccountKey {
  readonly workspaceId: string;
  readonly accountId: string;
}

export interface Account {
  readonly workspaceId: string;
  readonly id: string;
  readonly openId: string;
  readonly username: string | null;
  readonly displayName: string | null;
  /** Under which id the account's own comments come back; null until known (H12). */
  readonly commentAuthorId: string | null;
  readonly scopes: readonly string[];
  readonly messagingClosed: boolean;
  /** Messenger comes back by itself once TikTok opens its messaging API to the account. */
  readonly messengerWaits: boolean;
  readonly state: ConnectedState;
  /** Set when a refresh answer was lost: the present access token is the last one (H18). */
  readonly accessEndsAt: Date | null;
  /** What the last look at the webhooks found (a code of `preFlightFindings`); null while all is well. */
  readonly webhookFault: WebhookFault | null;
  readonly webhooksCheckedAt: Date | null;
  /** A year after the consent; null where it was given before this was kept. */
  readonly consentEndsAt: Date | null;
  /** How many days ahead its end was last announced. */
  readonly consentToldDays: number | null;
}

/** The same account and the same channels come back with the same ids, however often they are connected (CON-29). */
export const accountIdOf = (workspaceId: string, openId: string): string => v5(`${workspaceId}/${openId}`, DERIVED);

export const channelIdOf = (accountId: string, type: ManagedType): string => v5(`${accountId}/${type}`, DERIVED);

/** What people see where the account's name is not known (REC-27). */
export const shownName = ({ username, openId }: Pick<Account, 'username' | 'openId'>): string => username ?? openId;
