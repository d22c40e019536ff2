import type { Priority, TagView, TicketView } from '@duet/contracts';

type Named = NonNullable<TicketView['assignee']>;

/** What a person does to a ticket. `claim` takes one that nobody has; `give` hands it to a colleague, or to nobody. */
export type Step =
  | { readonly kind: 'claim' }
  | { readonly kind: 'give'; readonly to: Named | null }
  /** Puts it into a team's hands, or out of them. */
  | { readonly kind: 'team'; readonly to: TicketView['team'] }
  | { readonly kind: 'resolve' }
  | { readonly kind: 'reopen' }
  /** Until a moment, or until somebody or the customer brings it back. */
  | { readonly kind: 'hold'; readonly until: string | null }
  | { readonly kind: 'prioritize'; readonly priority: Priority }
  | { readonly kind: 'tag'; readonly add: readonly TagView[]; readonly remove: readonly TagView[] };

/** The ticket as the server will most probably answer it. Its sequence stays, so that whatever the server says wins. */
export function supposed(ticket: TicketView, step: Step, me: Named): TicketView {
  switch (step.kind) {
    case 'claim':
      return handedTo(ticket, me);
    case 'give':
      return handedTo(ticket, step.to);
    case 'team':
      return { ...ticket, team: step.to };
    case 'resolve':
      return { ...ticket, status: 'resolved', heldUntil: null };
    case 'reopen':
      return { ...ticket, status: 'open', heldUntil: null };
    case 'hold':
      return { ...ticket, status: 'hold', heldUntil: step.until };
    case 'prioritize':
      return { ...ticket, priority: step.priority };
    case 'tag':
      return { ...ticket, tags: retagged(ticket.tags, step) };
  }
}

/** What leads back to how the ticket was. */
export function back(ticket: TicketView, step: Step): Step {
  switch (step.kind) {
    case 'claim':
      return { kind: 'give', to: null };
    case 'give':
      return { kind: 'give', to: ticket.assignee };
    case 'team':
      return { kind: 'team', to: ticket.team };
    case 'resolve':
      return { kind: 'reopen' };
    case 'reopen':
    case 'hold':
      if (ticket.status === 'resolved') return { kind: 'resolve' };
      return ticket.status === 'hold' ? { kind: 'hold', until: ticket.heldUntil } : { kind: 'reopen' };
    case 'prioritize':
      return { kind: 'prioritize', priority: ticket.priority };
    case 'tag':
      return {
        kind: 'tag',
        add: step.remove.filter((tag) => hasTag(ticket, tag)),
        remove: step.add.filter((tag) => !hasTag(ticket, tag)),
      };
  }
}

export const hasTag = (ticket: Pick<TicketView, 'tags'>, { id }: TagView): boolean =>
  ticket.tags.some((tag) => tag.id === id);

function retagged(tags: readonly TagView[], { add, remove }: Extract<Step, { kind: 'tag' }>): TagView[] {
  const changed = new Set([...add, ...remove].map(({ id }) => id));
  return [...tags.filter(({ id }) => !changed.has(id)), ...add].sort((a, b) => a.name.localeCompare(b.name));
}

const handedTo = (ticket: TicketView, to: Named | null): TicketView => ({
  ...ticket,
  assignee: to && { id: to.id, name: to.name },
  controller: { ...ticket.controller, kind: to ? 'person' : 'nobody', id: to?.id ?? null },
});
