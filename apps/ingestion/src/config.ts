import { CommonConfig, SealingKey } from '@duet/service-kit';
import { TIKTOK_BASE_URL } from '@duet/tiktok-api';
import { z } from 'zod';

export const IngestionConfig = CommonConfig.extend({
  /** `web` answers TikTok and needs PostgreSQL only; `worker` normalizes and publishes; `both` does both. */
  INGESTION_ROLE: z.enum(['web', 'worker', 'both']).default('both'),
  TIKTOK_CLIENT_KEY: z.string().min(1),
  /** The app secret that signs webhooks, until another one is set. */
  TIKTOK_CLIENT_SECRET: z.string().min(8),
  /** The secret before the last rotation, accepted beside the present one. */
  TIKTOK_CLIENT_SECRET_PREVIOUS: z.string().min(8).optional(),
  /** Opens the secrets that were set since the start; channels has the same. */
  APP_SEALING_KEY: SealingKey.optional(),
  APP_SEALING_KEY_PREVIOUS: SealingKey.optional(),
  WEBHOOK_MAX_BYTES: z.coerce
    .number()
    .int()
    .default(256 * 1024),
  TIKTOK_BASE_URL: z.url().default(TIKTOK_BASE_URL),
  /** Longest wait for one answer of TikTok; a token and two calls must fit into a lease. */
  TIKTOK_TIMEOUT_MS: z.coerce.number().int().min(500).max(10_000).default(10_000),
});
export type IngestionConfig = z.infer<typeof IngestionConfig>;
