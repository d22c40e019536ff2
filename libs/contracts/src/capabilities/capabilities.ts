import { z } from 'zod';
import { channelRules, ChannelType } from '../channel-types.ts';
import { iso, ModerationAction, Timestamp, type Visibility } from '../content.ts';
import { ChannelState } from '../events/channels.ts';
import { type RejectionCode, rejections } from '../rejections.ts';
import type { ModerationView, TicketStatus } from '../views.ts';
import { type ReplyWindow, windowPolicies, WindowPolicyName, windowRefusal, WindowTiers } from '../reply-window.ts';
import { capabilityTable, ChannelAction, type CapabilityRule, Limits } from './capability-table.ts';
import { isClosed, type RegionalApi, RegionRule, type Regions } from './regions.ts';
import type { WorkspaceSettings } from './workspace-settings.ts';

export const Capability = z.object({
  action: ChannelAction,
  allowed: z.boolean(),
  /** Why not: a stable code and a sentence. Null where it is allowed. */
  reason: z.object({ code: z.string(), text: z.string() }).nullable(),
  /** Also where it is not allowed just now. */
  limits: Limits.nullable(),
  /** What TikTok decides only when it is asked. */
  condition: z.string().nullable(),
  source: z.string(),
  asOf: z.iso.date(),
});
export type Capability = z.infer<typeof Capability>;

export const CapabilitiesView = z.object({
  channelId: z.uuid(),
  channelType: ChannelType,
  channelState: ChannelState,
  serverTime: Timestamp,
  /** Null: this channel has no window and no quota. Of a channel as a whole, `expiresAt` and `remaining` are null. */
  window: z
    .object({
      hours: z.number().int(),
      messages: z.number().int(),
      expiresAt: Timestamp.nullable(),
      remaining: z.number().int().nullable(),
      tiers: WindowTiers.optional(),
      policy: WindowPolicyName,
      source: z.string(),
      asOf: z.iso.date(),
    })
    .nullable(),
  capabilities: z.array(Capability),
  /** Where TikTok's API for this channel does not work; told of a channel as a whole, and empty on tickets. */
  regions: z.array(RegionRule),
});
export type CapabilitiesView = z.infer<typeof CapabilitiesView>;

export interface CapabilityInput {
  readonly channel: {
    readonly type: ChannelType;
    readonly state: ChannelState;
    /** False: a permission that the channel needs was not granted on TikTok. */
    readonly isPermitted: boolean;
    readonly regions: Regions;
  };
  readonly settings: WorkspaceSettings;
  /** Null: asked of a channel as a whole. */
  readonly ticket: {
    readonly status: TicketStatus;
    /** Null: the customer has not written yet, or the channel has no window. */
    readonly window: ReplyWindow | null;
    /** The comment the ticket is about; null where there is none. */
    readonly comment: { readonly visibility: Visibility; readonly pending: ModerationView['pending'] } | null;
  } | null;
  readonly now: Date;
}

/** What can be done now, and why not what cannot. The composer, the server and every caller of the API ask this. */
export const capabilities = (input: CapabilityInput): Capability[] =>
  ChannelAction.options.map((action) => capability(action, input));

/** The same for one action. */
export function capability(action: ChannelAction, input: CapabilityInput): Capability {
  const rule = capabilityTable[input.channel.type][action];
  const reason = reasonAgainst(action, rule, input);
  return {
    action,
    allowed: reason === null,
    reason,
    limits: rule.allowed ? limitsOf(rule, input.settings) : null,
    condition: action === 'image' && rule.allowed && isMessenger(input) ? IMAGES_DEPEND : null,
    source: rule.source,
    asOf: rule.asOf,
  };
}

/** How many characters (`textLength`) a text may have; 0 where the channel takes none. */
export function textMax(type: ChannelType, settings: WorkspaceSettings): number {
  const rule = capabilityTable[type].text;
  return (rule.allowed && limitsOf(rule, settings)?.maxCodePoints) || 0;
}

/** Everything that is told of one channel or ticket. */
export function capabilitiesView(channelId: string, input: CapabilityInput): CapabilitiesView {
  const { channel, ticket, now, settings } = input;
  const policy = windowPolicies[settings.windowPolicy];
  const rules = channelRules[channel.type].window;
  return {
    channelId,
    channelType: channel.type,
    channelState: channel.state,
    serverTime: iso(now.getTime()),
    window: rules && {
      ...rules,
      expiresAt: ticket?.window ? iso(ticket.window.expiresAt.getTime()) : null,
      remaining: ticket?.window?.remaining ?? null,
      ...(ticket?.window?.tiers && { tiers: ticket.window.tiers }),
      policy: settings.windowPolicy,
      source: policy.source,
      asOf: policy.asOf,
    },
    capabilities: capabilities(input),
    regions: ticket === null ? channel.regions.rules.filter(({ api }) => isAbout(api, channel.type)) : [],
  };
}

type Reason = NonNullable<Capability['reason']>;

const IMAGES_DEPEND =
  'TikTok tells for each conversation whether pictures can be sent: both sides must be where they are.';

const isMessenger = ({ channel }: CapabilityInput): boolean => channel.type === 'tiktok_messenger';

const isAbout = (api: RegionalApi, type: ChannelType): boolean =>
  type === 'plain' ? false : (api === 'comments') === (type === 'tiktok_feed');

const because = (code: RejectionCode, text: string = rejections[code][1]): Reason => ({ code, text });

/** In the order in which an agent would want to know it: what never goes first, what passes by itself last. */
function reasonAgainst(action: ChannelAction, rule: CapabilityRule, input: CapabilityInput): Reason | null {
  if (!rule.allowed) return because(rule.code, rule.text);
  if (action === 'note') return null;
  if (isModeration(action)) return commentReason(action, input) ?? channelReason(input);
  if (action === 'edit' && input.ticket?.comment) return because('not_editable');
  if (input.ticket?.status === 'resolved') return because('ticket_resolved');
  return channelReason(input) ?? regionReason(action, input) ?? windowReason(input);
}

function channelReason({ channel }: CapabilityInput): Reason | null {
  const api = channel.type === 'tiktok_messenger' ? 'messages' : 'comments';
  if (channel.type !== 'plain' && isClosed(api, channel.regions)) return because('region_not_supported');
  if (channel.state === 'connected') return null;
  if (channel.state === 'needs_reconnecting') return because('needs_reconnecting');
  return because(channel.isPermitted ? 'channel_disconnected' : 'permission_missing');
}

function regionReason(action: ChannelAction, input: CapabilityInput): Reason | null {
  const isImage = action === 'image' && isMessenger(input);
  return isImage && isClosed('images', input.channel.regions) ? because('region_without_images') : null;
}

function windowReason({ channel, ticket, now }: CapabilityInput): Reason | null {
  if (ticket === null || channelRules[channel.type].window === null) return null;
  if (ticket.window === null) return because('no_inbound');
  const refusal = windowRefusal(ticket.window, now);
  return refusal && because(refusal);
}

const isModeration = (action: ChannelAction): action is ModerationAction => ModerationAction.safeParse(action).success;

/** The comment that a ticket is about is a customer's. */
function commentReason(action: ModerationAction, { ticket }: CapabilityInput): Reason | null {
  if (!ticket?.comment) return null;
  if (action === 'delete') return because('foreign_comment');
  const { visibility, pending } = ticket.comment;
  if (visibility === 'deleted') return because('comment_deleted');
  if (pending !== null) return because('moderation_pending');
  const isInEffect = action === 'hide' ? visibility === 'hidden' : visibility !== 'hidden';
  return isInEffect ? because('already_in_effect') : null;
}

function limitsOf(rule: CapabilityRule & { allowed: true }, settings: WorkspaceSettings): Limits | null {
  if (!rule.limits) return null;
  if (!rule.most || settings.commentTextMax === null) return rule.limits;
  return { ...rule.limits, maxCodePoints: Math.min(settings.commentTextMax, rule.most.maxCodePoints) };
}
