import { z } from 'zod';
import { channelRules, type ChannelType } from './channel-types.ts';

/**
 * How TikTok counts a reply window; it publishes two rules. `flat`: so many messages after each message of the customer.
 * `tiered`: so many until the customer answers, then without a number, and a few more after the window (WIN-01 to WIN-05).
 */
export const WindowPolicyName = z.enum(['flat', 'tiered']);
export type WindowPolicyName = z.infer<typeof WindowPolicyName>;

export interface WindowPolicy {
  /** What changes once the customer answered a message of the business; null: nothing does. */
  readonly onceAnswered: { readonly isUnlimited: true; readonly messagesAfter: number } | null;
  readonly source: string;
  readonly asOf: string;
}

export const windowPolicies: Readonly<Record<WindowPolicyName, WindowPolicy>> = {
  flat: {
    onceAnswered: null,
    source: 'Business Messaging v1.3, portal page 1832184403754242',
    asOf: '2026-08-24',
  },
  tiered: {
    onceAnswered: { isUnlimited: true, messagesAfter: 3 },
    source: 'portal page "Messaging limits for Business Messaging API", as two digests report it',
    asOf: '2026-08-24',
  },
};

/** What holds beside the count where the customer has answered and the policy knows tiers. */
export const WindowTiers = z.object({
  /** Until `expiresAt` there is no number; `remaining` then stays whole. */
  unlimited: z.boolean(),
  /** Messages that may still be sent after `expiresAt`. */
  remainingAfter: z.number().int(),
});
export type WindowTiers = z.infer<typeof WindowTiers>;

/** What may be sent, and until when. */
export interface ReplyWindow {
  readonly expiresAt: Date;
  readonly remaining: number;
  readonly tiers?: WindowTiers | undefined;
}

/** Messages of the business that count, those of which nobody knows whether TikTok took them included (WIN-22). */
export interface WindowUse {
  readonly policy: WindowPolicyName;
  /** Since the customer's last message. */
  readonly used: number;
  /** Since the end of the window. */
  readonly usedAfter: number;
  /** The customer's last message, or one before it, came after a message of the business. */
  readonly isAnswered: boolean;
}

const HOUR_MS = 3_600_000;

/**
 * The reply window that a customer's message opens, as long as nothing counts against it and no more is known.
 * @returns null where the channel has no windows
 */
export function wholeWindow(type: ChannelType, lastInboundAt: Date): ReplyWindow | null {
  const rules = channelRules[type].window;
  return rules && { expiresAt: new Date(lastInboundAt.getTime() + rules.hours * HOUR_MS), remaining: rules.messages };
}

/** What is left of it. @returns null where the channel has no windows */
export function windowLeft(type: ChannelType, lastInboundAt: Date, use: WindowUse): ReplyWindow | null {
  const whole = wholeWindow(type, lastInboundAt);
  const tiers = use.isAnswered ? windowPolicies[use.policy].onceAnswered : null;
  if (!whole) return null;
  if (!tiers) return { ...whole, remaining: Math.max(0, whole.remaining - use.used) };
  return { ...whole, tiers: { unlimited: true, remainingAfter: Math.max(0, tiers.messagesAfter - use.usedAfter) } };
}

/** Why nothing may be sent now, or null. */
export function windowRefusal(window: ReplyWindow, now: Date): 'window_closed' | 'quota_used_up' | null {
  if (messagesLeft(window, now) > 0) return null;
  return now < window.expiresAt ? 'quota_used_up' : 'window_closed';
}

/** How many messages may be sent now; infinite where there is no number. */
export function messagesLeft({ expiresAt, remaining, tiers }: ReplyWindow, now: Date): number {
  if (now >= expiresAt) return tiers?.remainingAfter ?? 0;
  return tiers?.unlimited ? Infinity : remaining;
}
