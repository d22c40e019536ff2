import { z } from 'zod';
import { Timestamp } from './content.ts';
import { ChannelState } from './events/channels.ts';

const count = z.number().int();

/** What came in for one channel, as ingestion knows it. */
export const IntakeView = z.object({
  /** The newest event of TikTok for this channel: its own time there, and when it came. Null: none came yet. */
  last: z.object({ eventAt: Timestamp, receivedAt: Timestamp, lagMs: count }).nullable(),
  /** Within the last 24 hours. Nobody can say for which account a delivery with a wrong signature was. */
  refused: count,
  /** Genuine deliveries for this account that were signed more than five minutes before they came; last 24 hours. */
  stale: count,
  /** Kept deliveries for this account that no connected channel takes. */
  unrouted: count,
  /** Messages of people in excluded regions, of which TikTok tells nothing else (OPEN-18); last 30 days. */
  excludedRegion: count,
  /** Messages of people whom the account had not answered before that came by TikTok's lists only; and the last time. */
  strangersByList: z.object({ count, lastAt: Timestamp }).nullable(),
});
export type IntakeView = z.infer<typeof IntakeView>;

export const ChannelHealthView = z.object({
  channelId: z.uuid(),
  state: ChannelState,
  serverTime: Timestamp,
  /** Null where ingestion does not answer. */
  intake: IntakeView.nullable(),
  webhooks: z.object({ checkedAt: Timestamp.nullable(), fault: z.string().nullable() }),
  /** The access token; null while there is none. */
  access: z
    .object({
      obtainedAt: Timestamp.nullable(),
      expiresAt: Timestamp,
      /** When it is renewed; null where it cannot be any more. */
      renewsAt: Timestamp.nullable(),
    })
    .nullable(),
  /** TikTok ends each consent a year after it was given. Null where that is not known. */
  consent: z.object({ endsAt: Timestamp, daysLeft: count }).nullable(),
  /** When the next call of each kind may be made, and how many wait for their turn. */
  budget: z.object({
    waiting: count,
    appOpensAt: Timestamp.nullable(),
    endpoints: z.array(z.object({ endpoint: z.string(), opensAt: Timestamp, closedByTikTok: z.boolean() })),
  }),
  /** Null where this channel was never swept. */
  healing: z
    .object({
      sweptUntil: Timestamp,
      found: count,
      lastFound: count.nullable(),
      failure: z.string().nullable(),
      gaps: count,
    })
    .nullable(),
  /** What is wrong and what to do, in words; empty when all is well. */
  notices: z.array(z.object({ code: z.string(), text: z.string() })),
});
export type ChannelHealthView = z.infer<typeof ChannelHealthView>;
