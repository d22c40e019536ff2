import type { TicketView } from '@duet/contracts';
import { useMemo, useRef, useState } from 'react';
import { steadyOrder } from './steady-order.ts';

/** Holds the order of a list while the pointer rests on it or the reader has scrolled into it; new tickets wait. */
export function useSteady(tickets: readonly TicketView[]) {
  const [heldIds, setHeldIds] = useState<readonly string[] | null>(null);
  const order = useMemo(() => steadyOrder(tickets, heldIds), [tickets, heldIds]);
  const reasons = useRef({ pointer: false, scrolled: false });

  function because(reason: 'pointer' | 'scrolled', holds: boolean) {
    if (reasons.current[reason] === holds) return;
    const before = reasons.current.pointer || reasons.current.scrolled;
    reasons.current[reason] = holds;
    const now = reasons.current.pointer || reasons.current.scrolled;
    if (now !== before) setHeldIds(now ? tickets.map(({ id }) => id) : null);
  }

  return {
    ...order,
    /** Lets in what waited; holds on where there is a reason to. */
    letIn: () => setHeldIds(tickets.map(({ id }) => id)),
    onPointerEnter: () => because('pointer', true),
    onPointerLeave: () => because('pointer', false),
    onScroll: (top: number) => because('scrolled', top > 0),
  };
}
