import { isDeepStrictEqual } from 'node:util';
import type { Content } from '@duet/contracts';
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
  const named = unbound.find((candidate) => isNamed(echo.content, candidate));
  if (named) return named.state === 'sending' ? { kind: 'undecided' } : { kind: 'proves', outbound: named };
  const isSending = unbound.some(({ state }) => state === 'sending');
  // All images without a name look alike: the one on its way is told of first.
  if (echo.content.type === 'image' && isSending) return { kind: 'undecided' };
  const settled = unbound.filter(({ state }) => state !== 'sending');
  const outbound = settled.find((candidate) => isTheSame(echo, candidate));
  if (outbound) return { kind: 'proves', outbound };
  return isSending ? { kind: 'undecided' } : { kind: 'foreign' };
}

/** Whether what was found can be that attempt's message, by its content and time. */
export function isTheSame(found: Pick<Echo, 'content' | 'sentAt'>, outbound: Outbound): boolean {
  if (outbound.startedAt === null || !holdsTheSame(found.content, outbound)) return false;
  return found.sentAt.getTime() >= outbound.startedAt.getTime() - SKEW_MS;
}

/** Whether this is the very image that was uploaded for that message. */
export const isNamed = (content: Content, { platformImage }: Pick<Outbound, 'platformImage'>): boolean =>
  content.type === 'image' && platformImage !== null && content.platformMediaId === platformImage.id;

/**
 * TikTok does not promise to name an image as it did at the upload, and names none in comments: any image may be the
 * one whose outcome is unknown. One that was given up is proven by its name alone.
 */
function holdsTheSame(content: Content, { text, image, card, state }: Outbound): boolean {
  if (card !== null)
    return content.type === 'card' && content.title === card.title && isDeepStrictEqual(content.buttons, card.buttons);
  if (image === null) return content.type === 'text' && content.text === text;
  return content.type === 'image' && state !== 'failed';
}
