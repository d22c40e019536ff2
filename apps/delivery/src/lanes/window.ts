import { channelRules, type RejectionCode } from '@duet/contracts';
import type { Lane } from './lane.ts';

export interface Window {
  readonly expiresAt: Date;
  readonly remaining: number;
}

const HOUR_MS = 3_600_000;

/**
 * What is left of the reply window (WIN-01 to WIN-05). There is no counter: it is counted from the rows each time.
 * @param used messages since the last inbound that are being sent, unconfirmed or sent, those from TikTok's app included
 * @returns null where the channel has no window, or the customer has not written yet
 */
export function windowOf(lane: Lane, used: number): Window | null {
  const rules = channelRules[lane.channelType].window;
  if (rules === null || lane.lastInbound === null) return null;
  return {
    expiresAt: new Date(lane.lastInbound.at.getTime() + rules.hours * HOUR_MS),
    remaining: Math.max(0, rules.messages - used),
  };
}

/** Why nothing may be sent into this lane now, or null. */
export function refusalOf(lane: Lane, used: number, now: Date): RejectionCode | null {
  if (channelRules[lane.channelType].window === null) return null;
  const window = windowOf(lane, used);
  if (window === null) return 'no_inbound';
  if (now >= window.expiresAt) return 'window_closed';
  return window.remaining === 0 ? 'quota_used_up' : null;
}
