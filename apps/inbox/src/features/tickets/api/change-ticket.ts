import { TicketAssign, TicketReopen, TicketResolve, type TicketView } from '@duet/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import { toast } from 'sonner';
import { ask, type Input } from '../../../lib/ask.ts';
import { Refused, sentenceOf } from '../../../lib/http.ts';
import { newIntent, type Intent } from '../../../lib/intent.ts';
import { useLiveCache } from '../../../lib/live-connection.tsx';
import { keys } from '../../../lib/query-keys.ts';
import { strings } from '../strings.ts';

/** Shows the ticket as the server answered it; after a refusal shows why, and the ticket as it really is. */
function useShown() {
  const cache = useLiveCache();
  const client = useQueryClient();
  const navigate = useNavigate();
  return {
    onSuccess: (ticket: TicketView) => cache.place(ticket),
    onError: (error: Error, { id }: { id: string }) => {
      explain(error, (ticketId) => void navigate(`/inbox/${ticketId}`));
      void client.invalidateQueries({ queryKey: keys.ticket(id) });
    },
  };
}

/** A refusal in words, with the name or the ticket that it is about. */
function explain(error: Error, open: (ticketId: string) => void): void {
  const { by, ticketId } = error instanceof Refused ? error.details : {};
  const sentence = typeof by === 'string' ? strings.tookFirst(by) : sentenceOf(error);
  const action = { label: strings.goThere, onClick: () => open(String(ticketId)) };
  toast.error(sentence, typeof ticketId === 'string' ? { action } : {});
}

/** Takes the ticket; with `assigneeId` gives it to that colleague, with null back to nobody. */
export const useAssign = () =>
  useMutation({
    mutationFn: ({ intent, ...input }: Input<typeof TicketAssign> & Intent) => ask(TicketAssign, input, { intent }),
    ...useShown(),
  });

/** Resolves and reopens at once, with a way back that stays for a moment. */
export function useChangeStatus() {
  const { onSuccess, onError } = useShown();
  const mutation = useMutation({
    mutationFn: ({ intent, to, id }: { id: string; to: 'resolved' | 'open' } & Intent) =>
      ask(to === 'resolved' ? TicketResolve : TicketReopen, { id }, { intent }),
    onSuccess: (ticket, { to }) => {
      onSuccess(ticket);
      const [said, back] =
        to === 'resolved' ? ([strings.resolvedToast, 'open'] as const) : ([strings.reopenedToast, 'resolved'] as const);
      toast(said(ticket.number), { action: { label: strings.undo, onClick: () => change(ticket.id, back) } });
    },
    onError,
  });
  const change = (id: string, to: 'resolved' | 'open') => mutation.mutate({ id, to, intent: newIntent() });
  return { change, isPending: mutation.isPending };
}
