import { type MessageView, TicketMarkRead, type TicketView } from '@duet/contracts';
import { useMutation } from '@tanstack/react-query';
import { useEffect } from 'react';
import { ask } from '../../lib/ask.ts';
import { useLiveCache } from '../../lib/live-connection.tsx';
import { useViewer } from '../../lib/session-context.ts';
import { usePageVisible } from '../../lib/use-page-visible.ts';

/** A thread that was only passed by on the way to another one stays unread. */
const READING_MS = 600;

/** Marks the ticket as read by the viewer, for as far as its thread is shown on a page that can be seen. */
export function useMarkRead({ id, readBy }: TicketView, messages: readonly MessageView[]): void {
  const { person } = useViewer();
  const cache = useLiveCache();
  const isVisible = usePageVisible();
  const newest = messages.findLast(isHeldByServer)?.id;
  const isMarked = readBy.some((reader) => reader.id === person.id && reader.messageId === newest);
  const { mutate } = useMutation({
    mutationFn: (messageId: string) => ask(TicketMarkRead, { id, messageId }),
    onSuccess: (ticket) => cache.place(ticket),
  });
  useEffect(() => {
    if (!isVisible || isMarked || newest === undefined) return undefined;
    const timer = setTimeout(() => mutate(newest), READING_MS);
    return () => clearTimeout(timer);
  }, [isVisible, isMarked, newest, mutate]);
}

/** Notes are shown before the server has them, under an id that it never hears of. */
const isHeldByServer = ({ direction, source }: MessageView): boolean => direction !== 'note' || source !== null;
