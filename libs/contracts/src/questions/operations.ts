import { z } from 'zod';
import { defineQuestion, type Owner } from '../define.ts';
import { Timestamp } from '../content.ts';

const DeadLetter = z.object({
  durable: z.string(),
  eventId: z.string(),
  type: z.string(),
  cause: z.string(),
  attempts: z.number().int(),
  failedAt: Timestamp,
  payload: z.string(),
});

/** What an operator asks a service about the messages it gave up on (H7). */
export const deadLetterQuestions = (owner: Owner) => ({
  list: defineQuestion(`${owner}.dead-letters.list`, {
    request: z.object({ limit: z.number().int().min(1).max(200).default(50) }),
    answer: z.object({ total: z.number().int(), deadLetters: z.array(DeadLetter.omit({ payload: true })) }),
    askedBy: ['cli'],
  }),
  show: defineQuestion(`${owner}.dead-letters.show`, {
    request: z.object({ durable: z.string(), eventId: z.string() }),
    answer: DeadLetter,
    askedBy: ['cli'],
  }),
  retry: defineQuestion(`${owner}.dead-letters.retry`, {
    request: z.object({ durable: z.string().optional(), eventId: z.string().optional() }),
    answer: z.object({ retried: z.number().int() }),
    askedBy: ['cli'],
  }),
  drop: defineQuestion(`${owner}.dead-letters.drop`, {
    request: z.object({ durable: z.string(), eventId: z.string() }),
    answer: z.object({ dropped: z.number().int() }),
    askedBy: ['cli'],
  }),
});

/** Webhooks that were kept but not worked on: stale beyond 72 h, unroutable, or not understood (H3). */
export const QuarantineList = defineQuestion('ingestion.quarantine.list', {
  request: z.object({ limit: z.number().int().min(1).max(200).default(50) }),
  answer: z.object({
    counts: z.record(z.string(), z.number().int()),
    deliveries: z.array(
      z.object({
        id: z.uuid(),
        state: z.string(),
        reason: z.string(),
        event: z.string().nullable(),
        receivedAt: Timestamp,
      }),
    ),
  }),
  askedBy: ['cli'],
});

export const QuarantineRelease = defineQuestion('ingestion.quarantine.release', {
  request: z.object({ id: z.uuid().optional() }),
  answer: z.object({ released: z.number().int() }),
  askedBy: ['cli'],
});
