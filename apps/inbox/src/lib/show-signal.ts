import { type Signal, TicketSignal } from '@duet/contracts';
import { ask } from './ask.ts';

/** Lets the customer see that somebody types or has read. A courtesy: nobody waits for it, nobody hears of its failure. */
export function showSignal(ticketId: string, signal: Signal): void {
  ask(TicketSignal, { id: ticketId, signal }).catch(() => undefined);
}
