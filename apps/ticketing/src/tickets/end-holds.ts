import { Injectable } from '@nestjs/common';
import { newId } from '@duet/contracts';
import type { Tx } from '@duet/database';
import type { DueTickets, DueWork } from './due-work.ts';
import { decideHoldEnded, type Ticket } from './ticket.ts';
import type { TicketChanges } from './ticket-changes.ts';

/** Brings tickets back when the time of their hold has come (INB-15). */
@Injectable()
export class EndHolds implements DueWork {
  readonly name = 'end holds';

  due(now: Date): DueTickets {
    return { where: `status = 'hold' AND held_until <= $1`, order: 'held_until', values: [now] };
  }

  async apply(_tx: Tx, due: readonly Ticket[], changes: TicketChanges, now: Date): Promise<number> {
    for (const { id } of due) {
      const cause = newId();
      changes.change(id, { id: cause, correlationId: cause }, (before) => decideHoldEnded(before, now));
    }
    return due.length;
  }
}
