import { CommonConfig } from '@duet/service-kit';
import { MediaFolder } from '@duet/storage';
import { z } from 'zod';

const ms = z.coerce.number().int().positive();

export const DeliveryConfig = CommonConfig.extend({
  TIKTOK_BASE_URL: z.url(),
  TIKTOK_CLIENT_KEY: z.string().min(1),
  TIKTOK_CLIENT_SECRET: z.string().min(1),
  MEDIA_FOLDER: MediaFolder,
  /** How long TikTok may take to answer a send before its outcome counts as unknown; as long may a token take. */
  SEND_TIMEOUT_MS: ms.default(15_000),
  /** How long a claimed send may be without a result before its process counts as dead. Longer than the time-out. */
  SEND_LEASE_MS: ms.default(35_000),
  /** A list read this long after an attempt proves that TikTok does not have the message. */
  PROOF_AFTER_MS: ms.default(60_000),
  PROOF_RETRY_MS: ms.default(15_000),
  /** An unknown outcome holds its lane at most this long. */
  LANE_HOLD_MS: ms.default(90_000),
  SENDS_IN_FLIGHT: z.coerce.number().int().default(32),
  SENDS_IN_FLIGHT_PER_ACCOUNT: z.coerce.number().int().default(8),
});
export type DeliveryConfig = z.infer<typeof DeliveryConfig>;
