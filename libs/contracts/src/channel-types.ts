import { z } from 'zod';

export const ChannelType = z.enum(['tiktok_messenger', 'tiktok_feed', 'plain']);
export type ChannelType = z.infer<typeof ChannelType>;

/** What belongs to a channel type as a whole; `capabilityTable` has what can be done on it. */
export interface ChannelRules {
  readonly label: string;
  /** `conversation`: a message joins the conversation's open ticket. `message`: each message opens its own. */
  readonly ticketPer: 'conversation' | 'message';
  /** With what a reply window begins; `windowPolicies` say how it is counted. Null: no window and no quota. */
  readonly window: { readonly hours: number; readonly messages: number } | null;
  readonly source: string;
  readonly asOf: string;
}

export const channelRules: Readonly<Record<ChannelType, ChannelRules>> = {
  tiktok_messenger: {
    label: 'TikTok Messenger',
    ticketPer: 'conversation',
    window: { hours: 48, messages: 10 },
    source: 'Business Messaging v1.3, portal page 1832184403754242',
    asOf: '2026-08-24',
  },
  tiktok_feed: {
    label: 'TikTok Feed',
    ticketPer: 'message',
    window: null,
    source: 'Accounts API v1.3: comments know no window',
    asOf: '2026-08-24',
  },
  plain: {
    label: 'Plain',
    ticketPer: 'conversation',
    window: null,
    source: 'none: a stand-in without a platform',
    asOf: '2026-11-21',
  },
};

/** Characters as TikTok counts them: Unicode code points. The one place where a text is measured. */
export const textLength = (text: string): number => [...text].length;
