import type { TicketView } from '@duet/contracts';
import { showSignal } from '../../lib/show-signal.ts';
import { spaced } from './spaced.ts';

/** TikTok shows typing for 5 s. */
const isDue = spaced(4_500);

/** Somebody writes a reply to this customer. */
export function showTyping({ id, channelType }: TicketView): void {
  if (channelType === 'tiktok_messenger' && isDue(id, performance.now())) showSignal(id, 'typing');
}
