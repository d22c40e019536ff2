import type { TicketView } from '@duet/contracts';

/**
 * The list under a resting pointer: known tickets keep their places and change in place, new ones wait to be let in,
 * further pages join at the end.
 *
 * @param heldIds the order to keep; null when nothing is held
 */
export function steadyOrder(
  tickets: readonly TicketView[],
  heldIds: readonly string[] | null,
): { shown: readonly TicketView[]; waiting: number } {
  if (!heldIds) return { shown: tickets, waiting: 0 };
  const held = new Set(heldIds);
  const lastHeld = tickets.findLastIndex(({ id }) => held.has(id));
  const byId = new Map(tickets.map((ticket) => [ticket.id, ticket]));
  const kept = heldIds.flatMap((id) => byId.get(id) ?? []);
  const waiting = tickets.slice(0, Math.max(lastHeld, 0)).filter(({ id }) => !held.has(id)).length;
  return { shown: [...kept, ...tickets.slice(lastHeld + 1)], waiting };
}
