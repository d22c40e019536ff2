import { Rejection, rejections } from '@duet/contracts';
import { type ConnectedState, type ManagedType, managedTypes } from './channel-type.ts';
import { missingFor } from './permissions.ts';

export interface Channel {
  readonly workspaceId: string;
  readonly id: string;
  readonly accountId: string;
  readonly type: ManagedType;
  readonly title: string;
  readonly nlpApp: string | null;
  readonly state: ConnectedState;
  readonly version: number;
}

export interface Consent {
  readonly scopes: readonly string[];
  /** TikTok does not offer Business Messaging to this account (ACC-10). */
  readonly messagingClosed: boolean;
  /** The channel whose own `Connect` began this; null connects both. */
  readonly onlyType: ManagedType | null;
}

/**
 * The state of both channels under a new consent. A channel that a person disconnected comes back only when it is meant
 * (CON-24); one that runs or waits for a new consent goes on, since both share the token.
 *
 * @param present the account's channels so far; empty on the first connection
 * @returns `isKeptBack`: it would be connected, if TikTok opened its messaging API to the account
 * @throws Rejection consent_refused or tiktok_refused: nothing meant could be connected, or a running channel would
 *   lose its permission (CON-26)
 */
export function decideOnConsent(
  { scopes, messagingClosed, onlyType }: Consent,
  present: readonly Pick<Channel, 'type' | 'state'>[],
): { type: ManagedType; isMeant: boolean; state: 'connected' | 'disconnected'; isKeptBack: boolean }[] {
  const decided = managedTypes.map((type) => {
    const before = present.find((channel) => channel.type === type)?.state ?? 'disconnected';
    const missing = missingFor(type, scopes);
    const isMeant = onlyType === null || onlyType === type;
    if (before === 'connected' && missing.length > 0) throw new Rejection('consent_refused', { type, missing });
    const isWanted = (isMeant || before !== 'disconnected') && missing.length === 0;
    const isClosed = type === 'tiktok_messenger' && messagingClosed;
    const state = isWanted && !isClosed ? ('connected' as const) : ('disconnected' as const);
    return { type, isMeant, missing, state, isKeptBack: isWanted && isClosed };
  });
  const meant = decided.filter(({ isMeant }) => isMeant);
  if (meant.every(({ state }) => state === 'disconnected')) {
    const isPermitted = meant.some(({ missing }) => missing.length === 0);
    if (isPermitted) throw new Rejection('tiktok_refused', {}, NO_MESSAGING);
    throw new Rejection('consent_refused', { missing: meant.flatMap(({ missing }) => missing) });
  }
  return decided;
}

/**
 * What becomes of Messenger as TikTok opens or closes its messaging API (ACC-10). One that a person disconnected stays
 * so; one that was closed comes back by itself.
 *
 * @param messenger its state; undefined where the account has none
 */
export function decideOnMessaging(
  isClosed: boolean,
  messenger: ConnectedState | undefined,
  isWaiting: boolean,
): { readonly waits: boolean; readonly state: 'connected' | 'disconnected' | null } {
  if (isClosed && messenger === 'connected') return { waits: true, state: 'disconnected' };
  if (!isClosed && isWaiting && messenger === 'disconnected') return { waits: false, state: 'connected' };
  return { waits: isWaiting && messenger === 'disconnected', state: null };
}

export const NO_MESSAGING = rejections.region_not_supported[1];
