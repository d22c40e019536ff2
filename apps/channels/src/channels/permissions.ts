import type { ManagedType } from './channel-type.ts';

/** What the person at TikTok's consent page knows as one permission each (ACC-06), and the scopes behind it. */
export const permissions = {
  messages: ['message.list.read', 'message.list.send', 'message.list.manage'],
  comments: ['comment.list', 'comment.list.manage'],
  videos: ['video.list'],
  profile: ['user.info.basic', 'user.info.username', 'user.account.type'],
} as const satisfies Record<string, readonly string[]>;

export type Permission = keyof typeof permissions;

/** Always the union of what both channels need, so that a reconnect takes nothing away (REC-27). */
export const requestedScopes: readonly string[] = Object.values(permissions).flat();

const needed: Readonly<Record<ManagedType, readonly Permission[]>> = {
  tiktok_messenger: ['messages'],
  tiktok_feed: ['comments', 'videos'],
};

/** The permissions that a channel type needs and the consent did not give. */
export const missingFor = (type: ManagedType, scopes: readonly string[]): Permission[] =>
  needed[type].filter((permission) => !isGranted(permission, scopes));

export const isGranted = (permission: Permission, scopes: readonly string[]): boolean =>
  permissions[permission].every((scope) => scopes.includes(scope));
