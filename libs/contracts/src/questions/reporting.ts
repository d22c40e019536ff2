import { z } from 'zod';
import { ChannelType } from '../channel-types.ts';
import { defineQuestion } from '../define.ts';

/** Messages and tickets per channel and day (UTC), counted from ticket events. */
export const DailyReport = defineQuestion('reporting.daily.get', {
  request: z.object({ from: z.iso.date(), to: z.iso.date(), channelId: z.uuid().optional() }),
  answer: z.object({
    days: z.array(
      z.object({
        day: z.iso.date(),
        channelId: z.uuid(),
        channelType: ChannelType,
        messagesIn: z.number().int(),
        messagesOut: z.number().int(),
        ticketsOpened: z.number().int(),
        ticketsResolved: z.number().int(),
      }),
    ),
  }),
  askedBy: ['gateway'],
});

/** Counts the rollups again from the stored facts. */
export const ReportRebuild = defineQuestion('reporting.rollups.rebuild', {
  request: z.object({}),
  answer: z.object({ facts: z.number().int() }),
  askedBy: ['cli'],
});
