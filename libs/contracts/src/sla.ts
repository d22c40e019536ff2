import { z } from 'zod';
import { ChannelType } from './channel-types.ts';
import { Timestamp } from './content.ts';
import { Priority } from './priority.ts';

/** What a policy promises: a first answer, an answer to each later message, and an end. */
export const SlaMetric = z.enum(['first_reply', 'next_reply', 'resolution']);
export type SlaMetric = z.infer<typeof SlaMetric>;

/** `due_soon`: three quarters of the time are used. */
export const SlaState = z.enum(['ok', 'due_soon', 'breached']);
export type SlaState = z.infer<typeof SlaState>;

const minutes = z
  .number()
  .int()
  .min(1)
  .max(60 * 24 * 60)
  .nullable();

/** How soon tickets are answered and resolved. The first policy that covers a ticket is the one it has. */
export const SlaPolicy = z.object({
  id: z.uuid(),
  name: z.string().trim().min(1).max(60),
  isOn: z.boolean(),
  /** None: every priority. */
  priorities: z.array(Priority).max(4),
  /** None: every channel. */
  channelTypes: z.array(ChannelType).max(10),
  /** Null: nothing is promised. */
  firstReplyMinutes: minutes,
  nextReplyMinutes: minutes,
  resolutionMinutes: minutes,
  /** Whether time counts in business hours only, or day and night. */
  inBusinessHours: z.boolean(),
});
export type SlaPolicy = z.infer<typeof SlaPolicy>;

/** One promise of a ticket's policy. The time that is used stands still while the ticket is set aside or resolved. */
export const SlaClockView = z.object({
  metric: SlaMetric,
  state: SlaState,
  /** Null while the time stands still, and after the end. */
  dueAt: Timestamp.nullable(),
  breachedAt: Timestamp.nullable(),
  /** When the promise was kept, or broken and done later. */
  endedAt: Timestamp.nullable(),
});
export type SlaClockView = z.infer<typeof SlaClockView>;

export const SlaView = z.object({
  policy: z.object({ id: z.uuid(), name: z.string() }),
  /** The worst of the promises that are not kept yet. */
  state: SlaState,
  clocks: z.array(SlaClockView),
});
export type SlaView = z.infer<typeof SlaView>;
