import { CommonConfig, SealingKey } from '@duet/service-kit';
import { MediaFolder } from '@duet/storage';
import { TIKTOK_AUTHORIZE_URL, TIKTOK_BASE_URL, TIKTOK_MEDIA_HOSTS } from '@duet/tiktok-api';
import { z } from 'zod';

export const ChannelsConfig = CommonConfig.extend({
  TIKTOK_BASE_URL: z.url().default(TIKTOK_BASE_URL),
  TIKTOK_AUTHORIZE_URL: z.url().default(TIKTOK_AUTHORIZE_URL),
  /** Key and secret of the app until somebody sets others. */
  TIKTOK_CLIENT_KEY: z.string().min(1),
  TIKTOK_CLIENT_SECRET: z.string().min(8),
  /** Longest wait for one answer of TikTok. */
  TIKTOK_TIMEOUT_MS: z.coerce.number().int().min(500).max(20_000).default(10_000),
  /**
   * For how long TikTok takes a refresh token again that it has traded already. TikTok promises nothing: with 0 a refresh
   * whose answer was lost is never repeated.
   */
  TIKTOK_REFRESH_GRACE_MS: z.coerce.number().int().min(0).max(600_000).default(0),
  /** Longer than a refresh with all its waiting can take: an older one has no process any more. */
  REFRESH_ABANDONED_MS: z.coerce.number().int().min(1_000).default(90_000),
  /** Where people open the product; TikTok sends them back to `/integrations/tiktok/callback/` below it. */
  PUBLIC_URL: z.url(),
  /** Where TikTok delivers webhooks: ingestion's public address. */
  WEBHOOK_URL: z.url(),
  /** Seals the tokens at rest. */
  CHANNELS_SEALING_KEY: SealingKey,
  /** The key before the last change: still opens what it sealed. */
  CHANNELS_SEALING_KEY_PREVIOUS: SealingKey.optional(),
  /** Seals the secret of the app; ingestion has the same. Without it the environment's cannot be replaced. */
  APP_SEALING_KEY: SealingKey.optional(),
  APP_SEALING_KEY_PREVIOUS: SealingKey.optional(),
  MEDIA_FOLDER: MediaFolder,
  /** Domains from which pictures and videos are fetched, separated by commas. */
  MEDIA_HOSTS: z
    .string()
    .transform((hosts) => hosts.split(',').map((host) => host.trim()))
    .default([...TIKTOK_MEDIA_HOSTS]),
  /** A larger video is not kept. */
  MEDIA_MAX_BYTES: z.coerce
    .number()
    .int()
    .positive()
    .default(100 * 1024 ** 2),
  /** For one file, from the question to its last byte. */
  MEDIA_TIMEOUT_MS: z.coerce.number().int().positive().default(60_000),
});
export type ChannelsConfig = z.infer<typeof ChannelsConfig>;
