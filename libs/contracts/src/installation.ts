import { z } from 'zod';
import { Actor } from './actor.ts';
import { Timestamp } from './content.ts';

/** In place of a workspace, and the name of the app, where something belongs to the installation. */
export const installation = { workspaceId: '00000000-0000-0000-0000-000000000000', app: 'tiktok' } as const;

export const TikTokAppView = z.object({
  /** `environment`: as the processes were started, until somebody sets it. */
  source: z.enum(['environment', 'set']),
  clientKey: z.string(),
  /** The last four characters; the secret itself is never given back. */
  secretEndsWith: z.string(),
  changedAt: Timestamp.nullable(),
  changedBy: Actor.pick({ kind: true, id: true, name: true }).nullable(),
  /** Until then webhooks signed with the secret before this one are taken as well; null: there is none. */
  previousAcceptedUntil: Timestamp.nullable(),
});
export type TikTokAppView = z.infer<typeof TikTokAppView>;

/** To what a sealed secret of webhooks is bound: it opens as nothing else. */
export const webhookSecretBinding = (version: number): string[] => ['installation', 'webhook_secret', String(version)];
