import {
  channelRules,
  type RejectionCode,
  type ReplyWindow,
  windowLeft,
  windowRefusal,
  type WindowUse,
} from '@duet/contracts';
import type { Lane } from './lane.ts';

/**
 * What is left of the reply window (WIN-01 to WIN-05). There is no counter: it is counted from the rows each time.
 * @returns null where the channel has no window, or the customer has not written yet
 */
export const windowOf = (lane: Lane, use: WindowUse): ReplyWindow | null =>
  lane.lastInbound && windowLeft(lane.channelType, lane.lastInbound.at, use);

/** Why nothing may be sent into this lane now, or null. */
export function refusalOf(lane: Lane, use: WindowUse, now: Date): RejectionCode | null {
  if (channelRules[lane.channelType].window === null) return null;
  const window = windowOf(lane, use);
  return window ? windowRefusal(window, now) : 'no_inbound';
}
