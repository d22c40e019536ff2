import { z } from 'zod';

/** What is looked at before a channel is relied on: of the installation, of the account, of the channel's permissions. */
export const PreFlightCheckName = z.enum([
  'redirect_address',
  'app',
  'webhook_registration',
  'webhook_address',
  'access',
  'account_type',
  'region',
  'messages',
  'comments',
  'videos',
  'profile',
  'message_privacy',
]);
export type PreFlightCheckName = z.infer<typeof PreFlightCheckName>;

const GRANT = "Permissions are given on TikTok's page only: connect again and grant it there.";

/** Everything that can be found, with its cause and what to do about it. */
export const preFlightFindings = {
  redirect_unsuitable: [
    'TikTok sends people back only to an https address without a port that ends with a slash.',
    'Put Duet behind https on its usual port, set PUBLIC_URL to that address, and register it with the app on TikTok.',
  ],
  app_rejected: [
    'TikTok does not know the client key, or its secret is another one.',
    'Compare both with the app on the TikTok for Business portal, and enter them again.',
  ],
  webhook_not_registered: [
    'TikTok has no address for the events of this app: nothing would arrive.',
    'Duet registers its address when a channel is connected, and looks every hour. If this stays, the app lacks the permission for it.',
  ],
  webhook_elsewhere: [
    'TikTok delivers the events of this app to another address than ours.',
    'Another installation uses the same app. Give each installation an app of its own, or connect a channel here to bring the events back.',
  ],
  webhook_unreachable: [
    'A delivery that we signed and sent to our own public address did not arrive.',
    'Make WEBHOOK_URL reachable from the internet by https, up to the ingestion service, with the body unchanged.',
  ],
  webhook_secret_differs: [
    'Our public address refuses a delivery signed with the secret of the app.',
    'Give the same secret and the same APP_SEALING_KEY to channels and to ingestion; `duet app-credentials show` tells which secret is meant.',
  ],
  tiktok_unreachable: ['TikTok gave no usable answer.', 'Look again in a few minutes.'],
  channel_disconnected: ['This channel is disconnected, and so there is no access to look with.', 'Connect it again.'],
  needs_reconnecting: ['TikTok no longer accepts our access to this account.', 'Connect the account again.'],
  access_ends: [
    'The access to this account could not be renewed and ends within a day.',
    'Connect the account again before then.',
  ],
  account_not_business: [
    'The TikTok account is a personal one.',
    'In TikTok: Settings and privacy, Account, Switch to Business Account; then connect again.',
  ],
  account_type_unknown: [
    'TikTok tells the type of the account only with the permission for profile information.',
    'Grant that permission, or look in TikTok under Settings and privacy, Account.',
  ],
  region_not_supported: [
    'TikTok does not offer its messaging API where this account is registered.',
    'Comments work. For messages, use an account that is registered in a supported region.',
  ],
  messages_missing: ['The permission for messages is not given: TikTok Messenger neither receives nor sends.', GRANT],
  comments_missing: ['The permission for comments is not given: TikTok Feed neither receives nor answers.', GRANT],
  videos_missing: [
    "The permission for viewing the account's videos is not given: TikTok Feed cannot tell which posts there are.",
    GRANT,
  ],
  profile_missing: ['The permission for profile information is not given: the account may be shown by its id.', GRANT],
  message_privacy_unknown: [
    'TikTok tells nobody whether the account takes messages from everyone.',
    'In TikTok: Settings and privacy, Privacy, Direct messages: allow everyone. Otherwise messages of strangers wait as requests.',
  ],
  messages_wait_in_requests: [
    "Messages of people who had not been answered before came by TikTok's lists only.",
    'In TikTok: Settings and privacy, Privacy, Direct messages: allow everyone; until then such messages wait as requests. If that is so already, webhooks are missing: look at the health of the channel.',
  ],
} as const satisfies Record<string, readonly [cause: string, fix: string]>;

export type PreFlightCode = keyof typeof preFlightFindings;

export const PreFlightCheck = z.object({
  check: PreFlightCheckName,
  /** `warning`: it works, with less; `unknown`: it could not be found out. */
  status: z.enum(['ok', 'warning', 'failed', 'unknown']),
  /** Stable; null where all is well. */
  code: z.string().nullable(),
  cause: z.string().nullable(),
  fix: z.string().nullable(),
});
export type PreFlightCheck = z.infer<typeof PreFlightCheck>;

export const PreFlightView = z.object({
  /** Null: asked of the installation, before there is a channel. */
  channelId: z.uuid().nullable(),
  /** No check failed. */
  ready: z.boolean(),
  checks: z.array(PreFlightCheck),
});
export type PreFlightView = z.infer<typeof PreFlightView>;

export const passed = (check: PreFlightCheckName): PreFlightCheck => ({
  check,
  status: 'ok',
  code: null,
  cause: null,
  fix: null,
});

export function found(
  check: PreFlightCheckName,
  status: Exclude<PreFlightCheck['status'], 'ok'>,
  code: PreFlightCode,
): PreFlightCheck {
  const [cause, fix] = preFlightFindings[code];
  return { check, status, code, cause, fix };
}
