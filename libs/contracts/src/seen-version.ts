import { z } from 'zod';
import { Timestamp } from './content.ts';

/**
 * The `sequence` of the ticket as whoever asks saw it. Where somebody else has changed the same of it since, this is
 * refused as `ticket_changed`; without it, it is done in any case.
 */
export const SeenVersion = z.number().int().min(0).optional();

/** What of a ticket people change. */
export const TicketField = z.enum(['assignee', 'team', 'status', 'priority', 'tags']);
export type TicketField = z.infer<typeof TicketField>;

/** What was changed since, in the details of `ticket_changed`. */
export const ChangedSince = z.array(
  z.object({
    field: TicketField,
    at: Timestamp,
    by: z.object({ kind: z.string(), id: z.string(), name: z.string() }),
  }),
);
export type ChangedSince = z.infer<typeof ChangedSince>;
