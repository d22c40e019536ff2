import { channelRules, type ChannelState, type ChannelType, Rejection, textLength } from '@duet/contracts';
import type { Window } from '../delivery/window.store.ts';
import type { Ticket } from '../tickets/ticket.ts';

export interface ReplySituation {
  readonly ticket: Ticket;
  readonly channel: { readonly type: ChannelType; readonly state: ChannelState };
  readonly lastInboundAt: Date | null;
  /** What delivery last told; it may not have heard of the newest customer message yet. */
  readonly window: Window | null;
  readonly text: string;
  readonly now: Date;
}

/**
 * Whether this text may be handed to delivery. Delivery decides again, with the rows locked: this spares the agent a
 * wait for what is refused anyway.
 * @throws Rejection the reason, in the order in which an agent would want to know it
 */
export function checkReply({ ticket, channel, lastInboundAt, window, text, now }: ReplySituation): void {
  const rules = channelRules[channel.type];
  if (text.trim() === '') throw new Rejection('empty_text');
  const length = textLength(text);
  if (length > rules.maxTextCodePoints) {
    throw new Rejection(
      'text_too_long',
      { length, max: rules.maxTextCodePoints },
      `The text has ${length} characters; ${rules.label} takes ${rules.maxTextCodePoints}.`,
    );
  }
  if (ticket.status === 'resolved') throw new Rejection('ticket_resolved');
  if (channel.state === 'needs_reconnecting') throw new Rejection('needs_reconnecting');
  if (channel.state !== 'connected') throw new Rejection('channel_disconnected');
  if (rules.window === null) return;
  if (lastInboundAt === null) throw new Rejection('no_inbound');
  const expiresAt = new Date(lastInboundAt.getTime() + rules.window.hours * 3_600_000);
  if (now >= expiresAt) throw new Rejection('window_closed', { closedAt: expiresAt.toISOString() });
  const isUpToDate = window !== null && window.expiresAt >= expiresAt;
  if (isUpToDate && window.remaining <= 0) throw new Rejection('quota_used_up');
}
