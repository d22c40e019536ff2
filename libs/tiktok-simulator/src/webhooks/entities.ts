export const eventTypes = ['DIRECT_MESSAGE', 'COMMENT', 'VIDEO', 'BRAND_MENTION'] as const;
export type EventType = (typeof eventTypes)[number];

export interface Subscription {
  eventType: EventType;
  callbackUrl: string;
  /** JSON array of post ids; `[]` stands for all posts. */
  itemList: string;
}

/**
 * pending: an attempt is due or under way. acknowledged: HTTP 200 came. dropped: never attempted, a fault said so, or the
 * subscription was deleted. expired: 72 hours of attempts failed.
 */
export type DeliveryState = 'pending' | 'acknowledged' | 'dropped' | 'expired';

export interface Delivery {
  id: number;
  eventType: EventType;
  event: string;
  openId: string;
  body: string;
  state: DeliveryState;
  attempts: number;
  createdRealAt: number;
  nextRealAt: number;
  firstAttemptRealAt: number | null;
  acknowledgedRealAt: number | null;
  lastStatus: number | null;
  lastError: string | null;
}
