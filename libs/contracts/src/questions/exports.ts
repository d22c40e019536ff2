import { z } from 'zod';
import { defineQuestion } from '../define.ts';

/**
 * Somebody takes tickets, or the messages of one, out of the workspace as a file: that goes on record before the first
 * row leaves. Lists are taken out by supervisors alone.
 */
export const ExportBegin = defineQuestion('ticketing.export.begin', {
  request: z.discriminatedUnion('what', [
    /** The filter, as `GET /tickets` takes it. */
    z.object({ what: z.literal('tickets'), filter: z.record(z.string(), z.unknown()) }),
    z.object({ what: z.literal('messages'), ticketId: z.uuid() }),
  ]),
  answer: z.object({}),
  askedBy: ['gateway'],
});
