import { Injectable } from '@nestjs/common';
import { newId } from '@duet/contracts';
import type { Tx } from '@duet/database';
import type { DueTickets, DueWork } from '../tickets/due-work.ts';
import type { Ticket } from '../tickets/ticket.ts';
import type { TicketChanges } from '../tickets/ticket-changes.ts';

/** Tells when a promise becomes due soon or is broken. */
@Injectable()
export class WatchSlas implements DueWork {
  readonly name = 'watch SLAs';

  due(now: Date): DueTickets {
    return { where: 'sla_check_at <= $1', order: 'sla_check_at', values: [now] };
  }

  async apply(_tx: Tx, due: readonly Ticket[], changes: TicketChanges): Promise<number> {
    for (const { id } of due) {
      const cause = newId();
      changes.check(id, { id: cause, correlationId: cause });
    }
    return due.length;
  }
}
