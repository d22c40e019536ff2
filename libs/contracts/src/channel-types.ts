import { z } from 'zod';

export const ChannelType = z.enum(['tiktok_messenger', 'tiktok_feed', 'plain']);
export type ChannelType = z.infer<typeof ChannelType>;

/** What a channel type allows and how its tickets are made. Limits are data: nothing else in the code states them. */
export interface ChannelRules {
  readonly label: string;
  /** `conversation`: a message joins the conversation's open ticket. `message`: each message opens its own. */
  readonly ticketPer: 'conversation' | 'message';
  readonly maxTextCodePoints: number;
  /** Null: no window and no quota. */
  readonly window: { readonly hours: number; readonly messages: number } | null;
  readonly moderation: boolean;
  readonly source: string;
  readonly asOf: string;
}

export const channelRules: Readonly<Record<ChannelType, ChannelRules>> = {
  tiktok_messenger: {
    label: 'TikTok Messenger',
    ticketPer: 'conversation',
    maxTextCodePoints: 6000,
    window: { hours: 48, messages: 10 },
    moderation: false,
    source: 'Business Messaging v1.3, portal page 1832184403754242',
    asOf: '2026-08-24',
  },
  tiktok_feed: {
    label: 'TikTok Feed',
    ticketPer: 'message',
    maxTextCodePoints: 150,
    window: null,
    moderation: true,
    source: 'Accounts API v1.3, comment reply; 150 is the product rule, TikTok takes 1,200 since 2026-08-07',
    asOf: '2026-08-07',
  },
  plain: {
    label: 'Plain',
    ticketPer: 'conversation',
    maxTextCodePoints: 10_000,
    window: null,
    moderation: false,
    source: 'none: a stand-in without a platform',
    asOf: '2026-11-21',
  },
};

const HOUR_MS = 3_600_000;

/**
 * The reply window that a customer's message opens, as long as nothing counts against it (WIN-01 to WIN-05).
 * @returns null where the channel has no windows
 */
export function wholeWindow(type: ChannelType, lastInboundAt: Date): { expiresAt: Date; remaining: number } | null {
  const rules = channelRules[type].window;
  return rules && { expiresAt: new Date(lastInboundAt.getTime() + rules.hours * HOUR_MS), remaining: rules.messages };
}

/** Characters as TikTok counts them: Unicode code points. The one place where a text is measured. */
export const textLength = (text: string): number => [...text].length;
