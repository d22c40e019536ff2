import type { TicketView } from '@duet/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { threadQuery } from '../features/conversations/api/list-messages.ts';
import { ticketQuery } from '../features/tickets/api/get-ticket.ts';

/** Has the ticket that comes next ready before it is opened. Live updates keep it current. */
export function usePrefetch(next: Pick<TicketView, 'id' | 'conversationId'> | undefined): void {
  const client = useQueryClient();
  const { id, conversationId } = next ?? {};
  useEffect(() => {
    if (id === undefined || conversationId === undefined) return;
    void client.prefetchQuery(ticketQuery(id));
    void client.prefetchInfiniteQuery(threadQuery({ id, conversationId }));
  }, [client, id, conversationId]);
}
