import { z } from 'zod';
import { Actor } from '../actor.ts';
import { Timestamp } from '../content.ts';
import { defineQuestion } from '../define.ts';

const page = {
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
};

export const AuditEntryView = z.object({
  id: z.uuid(),
  at: Timestamp,
  actor: Actor.pick({ kind: true, id: true, name: true }),
  /** What was done, for example `assign`, `hold`, `tag_added`. */
  action: z.string(),
  ticketId: z.uuid().nullable(),
  details: z.record(z.string(), z.unknown()),
});
export type AuditEntryView = z.infer<typeof AuditEntryView>;

const answer = z.object({ entries: z.array(AuditEntryView), nextCursor: z.string().nullable() });

/** What was done to one ticket, and by whom, newest first. */
export const TicketAudit = defineQuestion('ticketing.ticket.audit', {
  request: z.object({ id: z.uuid(), ...page }),
  answer,
  askedBy: ['gateway'],
});

/** What was done in the workspace, newest first. */
export const AuditList = defineQuestion('ticketing.audit.list', {
  request: z.object({
    ...page,
    /** Who did it: the id of a person, of an API key or of a program. */
    actorId: z.string().max(100).optional(),
    action: z.string().max(40).optional(),
    /** From this moment on. */
    from: Timestamp.optional(),
    /** Before this moment. */
    to: Timestamp.optional(),
  }),
  answer,
  askedBy: ['gateway'],
});
