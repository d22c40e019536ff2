import type { MessageView, TicketView } from '@duet/contracts';
import { useEffect } from 'react';
import { showSignal } from '../../lib/show-signal.ts';
import { usePageVisible } from '../../lib/use-page-visible.ts';

/** Several messages at once are read once, and one that was only passed by is not read. */
const READING_MS = 1_000;

/** Shows the customer that what they wrote last was read, once somebody has looked at it. */
export function useShowRead({ id, channelType }: TicketView, messages: readonly MessageView[]): void {
  const newest = messages.findLast(({ direction }) => direction === 'in')?.id;
  const isLookedAt = usePageVisible() && channelType === 'tiktok_messenger';
  useEffect(() => {
    if (!isLookedAt || newest === undefined) return undefined;
    const timer = setTimeout(() => showSignal(id, 'read'), READING_MS);
    return () => clearTimeout(timer);
  }, [id, newest, isLookedAt]);
}
