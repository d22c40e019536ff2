import { z } from 'zod';
import { ChannelHealthView } from '../channel-health.ts';
import { CapabilitiesView } from '../capabilities/capabilities.ts';
import { RegionRule } from '../capabilities/regions.ts';
import { WorkspaceSettings } from '../capabilities/workspace-settings.ts';
import { defineQuestion } from '../define.ts';
import { Timestamp } from '../content.ts';
import { TikTokAppView } from '../installation.ts';
import { PreFlightView } from '../pre-flight.ts';
import { ChannelView } from '../views.ts';

const askedBy = ['gateway'] as const;
/** Answers that call TikTok, perhaps several times. */
const CALLS_TIKTOK_MS = 20_000;

export const ChannelList = defineQuestion('channels.channel.list', {
  request: z.object({}),
  answer: z.object({ channels: z.array(ChannelView) }),
  askedBy,
});

/** What can be done on this channel as a whole, and why not what cannot. */
export const ChannelCapabilities = defineQuestion('channels.channel.capabilities', {
  request: z.object({ id: z.uuid(), settings: WorkspaceSettings }),
  answer: CapabilitiesView,
  askedBy,
});

/** How a channel does: what came in, access and consent, what is left of the rate budget, what was healed. */
export const ChannelHealth = defineQuestion('channels.channel.health', {
  request: z.object({ id: z.uuid() }),
  answer: ChannelHealthView,
  deadlineMs: 6_000,
  askedBy,
});

/** Whether everything is as a channel needs it, looked up now; of the installation alone where `id` is null. */
export const ChannelPreFlight = defineQuestion('channels.channel.pre-flight', {
  request: z.object({ id: z.uuid().nullable() }),
  answer: PreFlightView,
  deadlineMs: CALLS_TIKTOK_MS,
  askedBy,
});

/** Letters and digits as TikTok makes them; never a space or a line end that came along with copying. */
const AppValue = z.string().regex(/^[\x21-\x7e]{8,200}$/, 'must be 8 to 200 printable characters without spaces');

/** The TikTok app of the installation, for all its workspaces. */
export const TikTokAppGet = defineQuestion('channels.app.get', {
  request: z.object({}),
  answer: TikTokAppView,
  askedBy: ['gateway', 'cli'],
});

/** Replaces it without a restart. The same values again change nothing, unless another key seals them now. */
export const TikTokAppSet = defineQuestion('channels.app.set', {
  request: z.object({ clientKey: AppValue, clientSecret: AppValue }),
  answer: TikTokAppView,
  askedBy: ['gateway', 'cli'],
});

const RegionList = z.object({
  rules: z.array(RegionRule).max(100),
  /** Null: the list is the one that Duet ships. */
  changedAt: Timestamp.nullable(),
});

/** Where TikTok's APIs do not work, as this installation knows it (ACC-12). */
export const RegionsGet = defineQuestion('channels.regions.get', {
  request: z.object({}),
  answer: RegionList,
  askedBy: ['cli'],
});

/** Replaces the list; null goes back to the one that Duet ships. */
export const RegionsSet = defineQuestion('channels.regions.set', {
  request: z.object({ rules: RegionList.shape.rules.nullable() }),
  answer: RegionList,
  askedBy: ['cli'],
});

/** Begins a connection: the address of TikTok's consent page, with a single-use state bound to person, session and workspace. */
export const ConnectStart = defineQuestion('channels.connect.start', {
  request: z.object({
    sessionId: z.string(),
    plan: z.enum(['free', 'paid']),
    /** Reconnects this channel's account only. */
    channelId: z.uuid().optional(),
  }),
  answer: z.object({ connectionId: z.uuid(), authorizeUrl: z.string() }),
  askedBy,
});

/** Ends TikTok's redirect: exchanges the code and keeps the account until the setup is finished. */
export const ConnectComplete = defineQuestion('channels.connect.complete', {
  request: z.object({
    sessionId: z.string(),
    state: z.string().max(200),
    code: z.string().max(2000).optional(),
    scopes: z.string().max(2000).optional(),
    error: z.string().max(500).optional(),
  }),
  answer: z.object({ connectionId: z.uuid(), username: z.string(), title: z.string(), nlpApp: z.string().nullable() }),
  deadlineMs: CALLS_TIKTOK_MS,
  askedBy,
});

/** How far a connection is; the page that opened TikTok's window asks this while it waits. */
export const ConnectStatus = defineQuestion('channels.connect.status', {
  request: z.object({ connectionId: z.uuid() }),
  answer: z.object({
    state: z.enum(['waiting', 'authorized', 'finished', 'failed', 'expired']),
    username: z.string().nullable(),
    title: z.string(),
    nlpApp: z.string().nullable(),
    failure: z.object({ code: z.string(), reason: z.string() }).nullable(),
  }),
  askedBy,
});

/** `Finish Setup`: both channels become connected. */
export const SetupFinish = defineQuestion('channels.setup.finish', {
  request: z.object({
    connectionId: z.uuid(),
    title: z.string().trim().min(1).max(80),
    nlpApp: z.string().max(80).nullable().default(null),
  }),
  answer: z.object({ channels: z.array(ChannelView) }),
  deadlineMs: CALLS_TIKTOK_MS,
  askedBy,
});

export const ChannelDisconnect = defineQuestion('channels.channel.disconnect', {
  request: z.object({ id: z.uuid() }),
  answer: ChannelView,
  deadlineMs: CALLS_TIKTOK_MS,
  askedBy,
});

/**
 * Lends the account's access token, sealed to the asking process's public key (X25519).
 * `refusedVersion` says that TikTok refused this version of the token: it starts the one refresh (H18).
 */
export const TokenLease = defineQuestion('channels.token.lease', {
  request: z.object({
    accountId: z.uuid(),
    minTtlMs: z.number().int().default(60_000),
    refusedVersion: z.number().int().optional(),
    publicKey: z.string(),
  }),
  answer: z.object({
    openId: z.string(),
    version: z.number().int(),
    expiresAt: Timestamp,
    sealed: z.object({ publicKey: z.string(), iv: z.string(), tag: z.string(), ciphertext: z.string() }),
  }),
  deadlineMs: CALLS_TIKTOK_MS,
  askedBy: ['delivery', 'moderation', 'ingestion'],
});

/** Whether the account itself wrote these comments on one post, read from TikTok's list; null where TikTok shows none. */
export const CommentOwners = defineQuestion('channels.comment.owners', {
  request: z.object({
    accountId: z.uuid(),
    videoId: z.string(),
    comments: z
      .array(z.object({ commentId: z.string(), parentCommentId: z.string().nullable() }))
      .min(1)
      .max(30),
  }),
  answer: z.object({
    owners: z.array(z.object({ commentId: z.string(), owner: z.boolean().nullable() })),
    commentAuthorId: z.string().nullable(),
  }),
  deadlineMs: CALLS_TIKTOK_MS,
  askedBy: ['ingestion'],
});

/** Tells channels under which author id the account's comments appear, learnt from a create response (H12). */
export const AuthorLearned = defineQuestion('channels.account.learn-author', {
  request: z.object({ accountId: z.uuid(), commentAuthorId: z.string() }),
  answer: z.object({}),
  askedBy: ['delivery'],
});

/** How fast comments of these accounts can be hidden or shown, by the rate budget. */
export const ModerationPace = defineQuestion('channels.account.pace', {
  request: z.object({ accountIds: z.array(z.uuid()).max(200) }),
  answer: z.object({
    /** Milliseconds between two such calls of the whole app. */
    perCallMs: z.number(),
    accounts: z.array(
      z.object({
        accountId: z.uuid(),
        /** Milliseconds between two such calls of this account. */
        perCallMs: z.number(),
        /** Milliseconds until the next one. */
        opensInMs: z.number(),
      }),
    ),
  }),
  askedBy: ['ticketing'],
});
