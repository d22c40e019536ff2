import type { Outbound } from '../outbound/outbound.ts';
import type { Echo } from './echo.store.ts';

/** How far TikTok's clock may be behind ours when it says that a message was sent before we began. */
const SKEW_MS = 5_000;

export type Verdict =
  /** This echo proves that message. */
  | { readonly kind: 'proves'; readonly outbound: Outbound }
  /** Something of ours is still on its way in this lane: it may yet turn out to be its echo. */
  | { readonly kind: 'undecided' }
  | { readonly kind: 'foreign' };

/**
 * Whose message an echo tells of, when no row carries its id (H12). One send is in flight in a lane at a time, so that
 * the same text in the same lane, not before the attempt and claimed by nobody, can only be that attempt's.
 * @param unbound rows of the lane to which no id of TikTok's is bound, oldest first
 */
export function matchEcho(echo: Pick<Echo, 'content' | 'source' | 'sentAt'>, unbound: readonly Outbound[]): Verdict {
  const mayBeOurs = echo.source === 'api' || echo.source === 'unknown';
  if (!mayBeOurs) return { kind: 'foreign' };
  const settled = unbound.filter(({ state }) => state !== 'sending');
  const outbound = settled.find((candidate) => isTheSame(echo, candidate));
  if (outbound) return { kind: 'proves', outbound };
  return unbound.some(({ state }) => state === 'sending') ? { kind: 'undecided' } : { kind: 'foreign' };
}

/** Whether this text at this time can be that attempt's message. */
export function isTheSame(found: Pick<Echo, 'content' | 'sentAt'>, outbound: Outbound): boolean {
  if (found.content.type !== 'text' || outbound.startedAt === null) return false;
  return found.content.text === outbound.text && found.sentAt.getTime() >= outbound.startedAt.getTime() - SKEW_MS;
}
