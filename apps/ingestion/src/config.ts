import { CommonConfig } from '@duet/service-kit';
import { z } from 'zod';

export const IngestionConfig = CommonConfig.extend({
  /** `web` answers TikTok and needs PostgreSQL only; `worker` normalizes and publishes; `both` is for one machine. */
  INGESTION_ROLE: z.enum(['web', 'worker', 'both']).default('both'),
  TIKTOK_CLIENT_KEY: z.string().min(1),
  /** The app secret that signs webhooks. */
  TIKTOK_CLIENT_SECRET: z.string().min(8),
  /** The secret before the last rotation, accepted beside the present one. */
  TIKTOK_CLIENT_SECRET_PREVIOUS: z.string().min(8).optional(),
  WEBHOOK_MAX_BYTES: z.coerce
    .number()
    .int()
    .default(256 * 1024),
});
export type IngestionConfig = z.infer<typeof IngestionConfig>;
