import {
  ChangedSince,
  TicketAssign,
  TicketAssignTeam,
  TicketHold,
  TicketPrioritize,
  TicketReopen,
  TicketResolve,
  TicketTag,
  type TicketView,
} from '@duet/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import { toast } from 'sonner';
import { ask } from '../../../lib/ask.ts';
import { Refused, sentenceOf } from '../../../lib/http.ts';
import { newIntent, type Intent } from '../../../lib/intent.ts';
import { useLiveCache } from '../../../lib/live-connection.tsx';
import { keys } from '../../../lib/query-keys.ts';
import { useViewer } from '../../../lib/session-context.ts';
import { shortDateTime } from '../../../lib/times.ts';
import { back, type Step, supposed } from '../ticket-step.ts';
import { strings } from '../strings.ts';

const undoMs = 5_000;

interface Change extends Intent {
  readonly ticket: TicketView;
  readonly step: Step;
  /** The toast that says it is done, where that is said of this ticket alone. */
  readonly told: string | number | undefined;
}

/**
 * Changes tickets: shown at once, with a way back that stays for a moment. One change goes out after the other, so that
 * going back never overtakes. After a refusal the ticket is shown as it really is, with the reason.
 */
export function useChangeTicket() {
  const cache = useLiveCache();
  const client = useQueryClient();
  const navigate = useNavigate();
  const { person } = useViewer();

  const { mutate } = useMutation({
    scope: { id: 'change-ticket' },
    mutationFn: ({ ticket, step, intent }: Change) => send(ticket, step, intent),
    onMutate: ({ ticket, step }) => cache.suppose(ticket.id, (held) => supposed(held, step, person)),
    onSuccess: (ticket, _change, supposition) => supposition.accept(ticket),
    onError: (error, { ticket, step, told }, supposition) => {
      supposition?.takeBack();
      if (told !== undefined) toast.dismiss(told);
      explain(error, {
        open: (ticketId) => void navigate(`/inbox/${ticketId}`),
        again: (sequence) => mutate({ ticket: { ...ticket, sequence }, step, told: undefined, intent: newIntent() }),
      });
      void client.invalidateQueries({ queryKey: keys.ticket(ticket.id) });
    },
  });

  return (tickets: readonly TicketView[], step: Step) => {
    const goBack = () =>
      tickets.forEach((ticket) => mutate({ ticket, step: back(ticket, step), told: undefined, intent: newIntent() }));
    const said = toast(wordsOf(tickets, step), { action: { label: strings.undo, onClick: goBack }, duration: undoMs });
    const told = tickets.length === 1 ? said : undefined;
    tickets.forEach((ticket) => mutate({ ticket, step, told, intent: newIntent() }));
  };
}

function wordsOf(tickets: readonly TicketView[], step: Step): string {
  const [first, ...others] = tickets;
  if (!first || others.length > 0) return strings.doneMany[step.kind](tickets.length, detailOf(step));
  return strings.done[step.kind](first.number, detailOf(step));
}

/** The name or the time that the words of a step speak of. */
function detailOf(step: Step): string | null {
  switch (step.kind) {
    case 'give':
    case 'team':
      return step.to?.name ?? null;
    case 'hold':
      return step.until && shortDateTime(step.until);
    case 'prioritize':
      return strings.priorities[step.priority];
    default:
      return null;
  }
}

/** Nothing is changed that somebody else has changed since the ticket looked like this. */
function send({ id, sequence: version }: TicketView, step: Step, intent: string): Promise<TicketView> {
  switch (step.kind) {
    case 'claim':
      return ask(TicketAssign, { id }, { intent });
    case 'give':
      return ask(TicketAssign, { id, assigneeId: step.to?.id ?? null, version }, { intent });
    case 'team':
      return ask(TicketAssignTeam, { id, teamId: step.to?.id ?? null, version }, { intent });
    case 'resolve':
      return ask(TicketResolve, { id, version }, { intent });
    case 'reopen':
      return ask(TicketReopen, { id, version }, { intent });
    case 'hold':
      return ask(TicketHold, { id, version, ...(step.until === null ? {} : { until: step.until }) }, { intent });
    case 'prioritize':
      return ask(TicketPrioritize, { id, priority: step.priority, version }, { intent });
    case 'tag':
      return ask(TicketTag, { id, add: idsOf(step.add), remove: idsOf(step.remove), version }, { intent });
  }
}

const idsOf = (tags: readonly { readonly id: string }[]): string[] => tags.map(({ id }) => id);

interface NextStep {
  readonly open: (ticketId: string) => void;
  /** The same once more, knowing of this version. */
  readonly again: (version: number) => void;
}

/** A refusal in words, with the name or the ticket that it is about, and what can be done now. */
function explain(error: Error, next: NextStep): void {
  const { by, ticketId, changed, version } = error instanceof Refused ? error.details : {};
  const since = ChangedSince.safeParse(changed);
  const sentence =
    typeof by === 'string' ? strings.tookFirst(by) : since.success ? changedWords(since.data) : sentenceOf(error);
  // Of many tickets that are refused for one reason, it is said once.
  const shown = { id: sentence };
  if (typeof ticketId === 'string') {
    toast.error(sentence, { ...shown, action: { label: strings.goThere, onClick: () => next.open(ticketId) } });
  } else if (typeof version === 'number') {
    toast.error(sentence, { ...shown, action: { label: strings.doItAnyway, onClick: () => next.again(version) } });
  } else {
    toast.error(sentence, shown);
  }
}

function changedWords(changed: ChangedSince): string {
  const names = [...new Set(changed.map(({ by }) => (by.id === 'customer' ? strings.theCustomer : by.name)))];
  return strings.changedSince(
    names.join(', '),
    changed.map(({ field }) => strings.fields[field]),
  );
}
