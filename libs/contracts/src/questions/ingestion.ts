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

/** TikTok lists what was written within the last 90 days, and at most 100 conversations and 20 messages of each. */
export const importRules = { days: 90, source: 'Business Messaging v1.3, portal doc 1832184415059970' } as const;

/** What was written before the channel was connected: nothing of it is read unless somebody asks for it. */
export const ImportView = z.object({
  channelId: z.uuid(),
  state: z.enum(['offered', 'running', 'done']),
  /** From when on it is read, or would be. */
  since: Timestamp,
  /** What TikTok lists now: conversations of TikTok Messenger, posts of TikTok Feed; null while it is read. */
  listed: z.object({ kind: z.enum(['conversations', 'posts']), count: z.number().int(), more: z.boolean() }).nullable(),
  /** Messages and comments that the last import brought; null before one ended. */
  imported: z.number().int().nullable(),
});
export type ImportView = z.infer<typeof ImportView>;

export const ImportGet = defineQuestion('ingestion.import.get', {
  request: onChannel,
  answer: ImportView,
  deadlineMs: 20_000,
  askedBy,
});

/** Reads it, as history: it opens no tickets and counts for no service level (H25). */
export const ImportStart = defineQuestion('ingestion.import.start', {
  request: z.object({ id: z.uuid(), days: z.number().int().min(1).max(importRules.days).default(importRules.days) }),
  answer: ImportView,
  askedBy,
});
