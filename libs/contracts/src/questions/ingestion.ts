import { z } from 'zod';
import { IntakeView } from '../channel-health.ts';
import { Timestamp } from '../content.ts';
import { defineQuestion } from '../define.ts';

const askedBy = ['gateway'] as const;
const onChannel = z.object({ id: z.uuid() });

/** What may be missing and cannot be read from TikTok: between these times, and nobody tells how much. */
const Gap = z.object({
  /** `messages`: of one conversation, beyond its newest 20; `conversations`: beyond the newest 100; `replies`: under a hidden comment. */
  kind: z.enum(['messages', 'conversations', 'replies']),
  /** The conversation or the comment; null for conversations that are not listed. */
  threadId: z.string().nullable(),
  from: Timestamp,
  to: Timestamp,
});

/** How far TikTok's lists were compared with what came by webhook. */
export const HealingView = z.object({
  channelId: z.uuid(),
  state: z.enum(['waiting', 'sweeping']),
  /** What was written before this time is here, but for the gaps. */
  sweptUntil: Timestamp,
  nextAt: Timestamp,
  last: z.object({ startedAt: Timestamp, endedAt: Timestamp, found: z.number().int() }).nullable(),
  /** Messages and comments that only the lists brought, since the channel was connected. */
  found: z.number().int(),
  /** Why the sweep under way does not get on; null while it does. */
  failure: z.string().nullable(),
  /** The newest 100. */
  gaps: z.array(Gap),
});
export type HealingView = z.infer<typeof HealingView>;

export const HealingGet = defineQuestion('ingestion.healing.get', {
  request: onChannel,
  answer: HealingView,
  askedBy: ['gateway', 'channels'],
});

/** What came in for a channel, and what was refused or left. */
export const IntakeGet = defineQuestion('ingestion.intake.get', {
  request: onChannel,
  answer: IntakeView,
  askedBy: ['channels'],
});

/** Sweeps now, also what is so young that its webhook may still be on its way. */
export const HealingStart = defineQuestion('ingestion.healing.start', {
  request: onChannel,
  answer: HealingView,
  askedBy,
});
