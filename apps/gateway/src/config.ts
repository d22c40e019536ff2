import { CommonConfig } from '@duet/service-kit';
import { MediaFolder } from '@duet/storage';
import { z } from 'zod';

/** Compose files set what is not set to nothing. */
const setOrNot = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess((value) => (value === '' ? undefined : value), schema.optional());

export const GatewayConfig = CommonConfig.extend({
  /** Where browsers reach the gateway. With https the cookie is `__Host-duet`, and only this origin may change things. */
  PUBLIC_URL: z.url({ protocol: /^https?$/ }),
  /** The built inbox; without it only the API is served. */
  INBOX_DIST: z.string().min(1).optional(),
  /** How many reverse proxies of ours stand in front: so many entries of X-Forwarded-For are believed. */
  TRUSTED_PROXIES: z.coerce.number().int().min(0).max(10).default(0),
  /** Ticket events kept in memory for browsers that come back; older ones are read from the stream. */
  EVENTS_HELD: z.coerce.number().int().min(1).default(10_000),
  /** How long after their last page was closed somebody still counts as online. */
  OFFLINE_AFTER_MS: z.coerce.number().int().min(100).default(60_000),
  /** smtp:// or smtps:// with user and password, as nodemailer reads it; without it mails stay in the outbox. */
  SMTP_URL: setOrNot(z.url({ protocol: /^smtps?$/ })),
  /** As `Duet <duet@example.com>`; otherwise made from PUBLIC_URL. */
  MAIL_FROM: setOrNot(z.string().max(200)),
  /** The page on which one plays a customer; only where TikTok is the simulator. */
  PHONE_URL: setOrNot(z.url({ protocol: /^https?$/ })),
  MEDIA_FOLDER: MediaFolder,
});
export type GatewayConfig = z.infer<typeof GatewayConfig>;
