import { CommonConfig } from '@duet/service-kit';
import { TIKTOK_BASE_URL } from '@duet/tiktok-api';
import { z } from 'zod';

export const ModerationConfig = CommonConfig.extend({
  TIKTOK_BASE_URL: z.url().default(TIKTOK_BASE_URL),
  TIKTOK_CLIENT_KEY: z.string().min(1),
  TIKTOK_CLIENT_SECRET: z.string().min(8),
  /** Longest wait for one answer of TikTok; two calls and a token must fit into a lease. */
  TIKTOK_TIMEOUT_MS: z.coerce.number().int().min(500).max(10_000).default(10_000),
});
export type ModerationConfig = z.infer<typeof ModerationConfig>;
