import { z } from 'zod';
import { Signal } from '../content.ts';
import { defineQuestion } from '../define.ts';

/** From now on no command with a lower epoch leaves for this ticket (H15). */
export const LaneFence = defineQuestion('delivery.lane.fence', {
  request: z.object({ ticketId: z.uuid(), minEpoch: z.number().int() }),
  answer: z.object({}),
  askedBy: ['ticketing'],
});

/** Whether TikTok lets this account send images into this conversation, asked for both of them together. */
export const ImagesAllowed = defineQuestion('delivery.images.allowed', {
  request: z.object({ accountId: z.uuid(), channelId: z.uuid(), conversationId: z.string() }),
  answer: z.object({ allowed: z.boolean() }),
  deadlineMs: 18_000,
  askedBy: ['ticketing'],
});

/** Show a signal in this conversation, if there is a turn for it now: it is dropped rather than queued (H17). */
export const SignalShow = defineQuestion('delivery.signal.show', {
  request: z.object({ accountId: z.uuid(), channelId: z.uuid(), conversationId: z.string(), signal: Signal }),
  answer: z.object({}),
  askedBy: ['ticketing'],
});

/** A person's word on an unconfirmed message: it arrived, or it did not and may be forgotten. */
export const OutcomeSettle = defineQuestion('delivery.outcome.settle', {
  request: z.object({ messageId: z.uuid(), outcome: z.enum(['arrived', 'not_sent']) }),
  answer: z.object({ status: z.enum(['queued', 'sending', 'unconfirmed', 'failed', 'sent']) }),
  askedBy: ['ticketing'],
});
