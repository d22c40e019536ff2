import { preFlightFindings } from '@duet/contracts';
import type { Account } from '../accounts/account.ts';
import { type Channel, NO_MESSAGING } from './channel.ts';
import type { ManagedType } from './channel-type.ts';
import { ANNOUNCED_DAYS, daysLeft } from '../tokens/consent-end.ts';
import { isGranted, missingFor, type Permission } from './permissions.ts';

type Notice = { code: string; text: string };

const effects: Readonly<Record<ManagedType, string>> = {
  tiktok_messenger: 'TikTok Messenger neither receives nor sends direct messages.',
  tiktok_feed: 'TikTok Feed neither receives nor answers comments.',
};

const names: Readonly<Record<Permission, string>> = {
  messages: 'messages',
  comments: 'comments',
  videos: "viewing the account's videos",
  profile: 'profile information',
};

/** What is wrong with a channel and what to do about it (ACC-08, ACC-09, CON-43). */
export function noticesOf(channel: Pick<Channel, 'type' | 'state'>, account: Account, now: Date): Notice[] {
  const notices: Notice[] = [];
  const missing = missingFor(channel.type, account.scopes);
  if (missing.length > 0) {
    const list = missing.map((permission) => names[permission]).join(' and ');
    notices.push({
      code: 'permission_missing',
      text: `The permission for ${list} was not granted. ${effects[channel.type]} Permissions are given on TikTok's page only: connect again and grant it there.`,
    });
  }
  if (channel.type === 'tiktok_messenger' && account.messagingClosed) {
    notices.push({ code: 'region_not_supported', text: NO_MESSAGING });
  }
  if (channel.state === 'needs_reconnecting') {
    notices.push({
      code: 'needs_reconnecting',
      text: 'TikTok no longer accepts our access to this account. Connect it again; what waits to be sent goes out then.',
    });
  }
  if (channel.state === 'connected' && account.accessEndsAt) {
    notices.push({
      code: 'access_ends',
      text: `The access to this account could not be renewed and ends at ${account.accessEndsAt.toISOString()}. Connect it again before then.`,
    });
  }
  if (channel.state === 'connected' && account.webhookFault) {
    notices.push({ code: account.webhookFault, text: preFlightFindings[account.webhookFault].join(' ') });
  }
  if (channel.state === 'connected' && account.consentEndsAt) {
    const days = daysLeft(account.consentEndsAt, now);
    if (days <= Math.max(...ANNOUNCED_DAYS)) {
      notices.push({
        code: 'consent_ends',
        text: `TikTok ends this consent in ${days} days, a year after it was given. Connect the account again before then.`,
      });
    }
  }
  if (channel.state === 'connected' && !isGranted('profile', account.scopes)) {
    notices.push({
      code: 'profile_missing',
      text: 'The permission for profile information was not granted: the account may be shown by its id.',
    });
  }
  return notices;
}
