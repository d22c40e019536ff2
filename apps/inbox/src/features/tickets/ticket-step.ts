import type { TicketView } from '@duet/contracts';

type Named = NonNullable<TicketView['assignee']>;

/** What a person does to a ticket. `claim` takes one that nobody has; `give` hands it to a colleague, or to nobody. */
export type Step =
  | { readonly kind: 'claim' }
  | { readonly kind: 'give'; readonly to: Named | null }
  | { readonly kind: 'resolve' }
  | { readonly kind: 'reopen' };

/** The ticket as the server will most probably answer it. Its sequence stays, so that whatever the server says wins. */
export function supposed(ticket: TicketView, step: Step, me: Named): TicketView {
  switch (step.kind) {
    case 'claim':
      return handedTo(ticket, me);
    case 'give':
      return handedTo(ticket, step.to);
    case 'resolve':
      return { ...ticket, status: 'resolved' };
    case 'reopen':
      return { ...ticket, status: 'open' };
  }
}

const handedTo = (ticket: TicketView, to: Named | null): TicketView => ({
  ...ticket,
  assignee: to && { id: to.id, name: to.name },
  controller: { ...ticket.controller, kind: to ? 'person' : 'nobody', id: to?.id ?? null },
});
