import { type Actor, type ChangedSince, Rejection, TicketField } from '@duet/contracts';
import type { Ticket } from './ticket.ts';

/**
 * Lets nobody overwrite what they have not seen: a write that changes what somebody else has changed since is refused.
 * One's own changes are known to oneself.
 * @param version the sequence of the ticket that the actor saw; undefined: the write is made in any case
 * @throws Rejection `ticket_changed` with everything that was changed since
 */
export function assertSeen(before: Ticket, after: Ticket, version: number | undefined, actor: Actor): void {
  if (version === undefined) return;
  const since: ChangedSince = TicketField.options.flatMap((field) => {
    const change = before.changes[field];
    return change && change.sequence > version ? [{ field, at: change.at, by: change.by }] : [];
  });
  const isOverwritten = since.some(
    ({ field, by }) => by.id !== actor.id && after.changes[field]?.sequence !== before.changes[field]?.sequence,
  );
  if (isOverwritten) throw new Rejection('ticket_changed', { version: before.sequence, changed: since });
}
