const windowMs = 48 * 3_600_000;
const messagesPerWindow = 10;
const messagesAfterWindow = 3;

export interface WindowState {
  now: number;
  lastInboundAt: number | null;
  sentSinceInbound: number;
  /** Business messages sent 48 hours or more after the last inbound one. */
  sentAfterExpiry: number;
  answeredBack: boolean;
  mode: 'flat' | 'tiered';
}

export function windowEndsAt(lastInboundAt: number): number {
  return lastInboundAt + windowMs;
}

/** TikTok names no reason of its own for either refusal; the caller answers both with one code (tiktok-api.md §4.8, §12). */
export function maySend(state: WindowState): boolean {
  if (state.lastInboundAt === null) return false;
  const isOpen = state.now < windowEndsAt(state.lastInboundAt);
  if (state.mode === 'tiered') {
    if (!isOpen) return state.answeredBack && state.sentAfterExpiry < messagesAfterWindow;
    if (state.answeredBack) return true;
  }
  return isOpen && state.sentSinceInbound < messagesPerWindow;
}
