import { TicketAssign, TicketReopen, TicketResolve, type TicketView } from '@duet/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { toast } from 'sonner';
import { ask, type Input } from '../../../lib/ask.ts';
import { sentenceOf } from '../../../lib/http.ts';
import { newIntent, type Intent } from '../../../lib/intent.ts';
import { useLiveCache } from '../../../lib/live-connection.tsx';
import { keys } from '../../../lib/query-keys.ts';
import { strings } from '../strings.ts';

/** Shows the ticket as the server answered it; after a refusal shows why, and the ticket as it really is. */
function useShown() {
  const cache = useLiveCache();
  const client = useQueryClient();
  return {
    onSuccess: (ticket: TicketView) => cache.place(ticket),
    onError: (error: Error, { id }: { id: string }) => {
      toast.error(sentenceOf(error));
      void client.invalidateQueries({ queryKey: keys.ticket(id) });
    },
  };
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
