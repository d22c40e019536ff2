import { Actor } from '@duet/contracts';
import { z } from 'zod';

export const DEADLINE_HEADER = 'duet-deadline';
/** An answer beyond this would not reach the asker (the broker's limit is 1 MiB). */
export const MAX_ANSWER_BYTES = 900 * 1024;

/** A question on the wire. `requestId` is the caller's Idempotency-Key, or made anew for each question. */
export const AskedQuestion = z.object({ request: z.unknown(), actor: Actor, requestId: z.string().min(1).max(200) });
export type AskedQuestion = z.infer<typeof AskedQuestion>;

export const AnsweredQuestion = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), answer: z.unknown() }),
  z.object({ ok: z.literal(false), code: z.string(), message: z.string(), details: z.record(z.string(), z.unknown()) }),
]);
export type AnsweredQuestion = z.infer<typeof AnsweredQuestion>;
