import { channelRules, type RejectionCode, wholeWindow } from '@duet/contracts';
import type { Lane } from './lane.ts';

export interface Window {
  readonly expiresAt: Date;
  readonly remaining: number;
}

/**
 * What is left of the reply window (WIN-01 to WIN-05). There is no counter: it is counted from the rows each time.
 * @param used messages since the last inbound that are being sent, unconfirmed or sent, those from TikTok's app included
 * @returns null where the channel has no window, or the customer has not written yet
 */
export function windowOf(lane: Lane, used: number): Window | null {
  const whole = lane.lastInbound && wholeWindow(lane.channelType, lane.lastInbound.at);
  return whole && { ...whole, remaining: Math.max(0, whole.remaining - used) };
}

/** Why nothing may be sent into this lane now, or null. */
export function refusalOf(lane: Lane, used: number, now: Date): RejectionCode | null {
  if (channelRules[lane.channelType].window === null) return null;
  const window = windowOf(lane, used);
  if (window === null) return 'no_inbound';
  if (now >= window.expiresAt) return 'window_closed';
  return window.remaining === 0 ? 'quota_used_up' : null;
}
