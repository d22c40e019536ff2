import {
  capability,
  type CapabilityInput,
  type ChannelAction,
  type ChannelState,
  type ChannelType,
  defaultSettings,
  isRejectionCode,
  Rejection,
  type ReplyWindow,
  unknownRegions,
  wholeWindow,
  type WorkspaceSettings,
} from '@duet/contracts';
import type { Ticket } from '../tickets/ticket.ts';

/** Everything that decides what can be done on a ticket now. */
export interface Situation {
  readonly ticket: Pick<Ticket, 'status'>;
  readonly channel: { readonly type: ChannelType; readonly state: ChannelState };
  readonly lastInboundAt: Date | null;
  /** What delivery last told; it may not have heard of the newest customer message yet. */
  readonly window: ReplyWindow | null;
  /** The comment the ticket is about. */
  readonly comment: NonNullable<CapabilityInput['ticket']>['comment'];
  readonly settings: WorkspaceSettings;
  readonly now: Date;
}

/** Ticketing knows a closed region or a missing permission as a channel that is disconnected. */
export const capabilityInput = ({ ticket, channel, settings, comment, now, ...rest }: Situation): CapabilityInput => ({
  channel: { ...channel, isPermitted: true, regions: unknownRegions },
  settings,
  ticket: { status: ticket.status, window: currentWindow(channel.type, rest), comment },
  now,
});

/** The same of a channel as a whole: what its state allows. */
export const channelInput = ({ type, state }: Situation['channel'], now: Date): CapabilityInput => ({
  channel: { type, state, isPermitted: true, regions: unknownRegions },
  settings: defaultSettings,
  ticket: null,
  now,
});

/** The window of the newest customer message: whole, until delivery tells what was used of it. */
function currentWindow(type: ChannelType, { lastInboundAt, window }: Pick<Situation, 'lastInboundAt' | 'window'>) {
  const whole = lastInboundAt && wholeWindow(type, lastInboundAt);
  return window && whole && window.expiresAt >= whole.expiresAt ? window : whole;
}

/** @throws Rejection the reason why this cannot be done now */
export function assertCan(action: ChannelAction, input: CapabilityInput): void {
  const { reason } = capability(action, input);
  if (!reason) return;
  const closedAt = reason.code === 'window_closed' ? input.ticket?.window?.expiresAt.toISOString() : undefined;
  const code = isRejectionCode(reason.code) ? reason.code : 'internal';
  throw new Rejection(code, closedAt === undefined ? {} : { closedAt }, reason.text);
}
