import { createHash } from 'node:crypto';
import { isRejectionCode, Rejection } from '@duet/contracts';

export type ConnectionState = 'waiting' | 'exchanging' | 'authorized' | 'finished' | 'failed' | 'expired';

/** One attempt to connect an account. */
export interface Connection {
  readonly workspaceId: string;
  readonly id: string;
  readonly personId: string;
  readonly sessionHash: Buffer;
  /** The channel whose own `Connect` began this. */
  readonly channelId: string | null;
  readonly state: ConnectionState;
  readonly expiresAt: Date;
  /** What TikTok told once the code was exchanged. */
  readonly authorized: Authorized | null;
  readonly failure: { readonly code: string; readonly reason: string } | null;
}

export interface Authorized {
  readonly accountId: string;
  readonly openId: string;
  readonly username: string | null;
  readonly displayName: string | null;
  readonly scopes: readonly string[];
  readonly messagingClosed: boolean;
}

/** From the click to the end of TikTok's redirect. */
export const CONSENT_MS = 10 * 60_000;
/** From there to `Finish Setup` (OPEN-19). */
export const SETUP_MS = 24 * 3_600_000;

export const DEFAULT_TITLE = 'My TikTok channel';

/** State values and session ids are kept as digests only. */
export const digest = (secret: string): Buffer => createHash('sha256').update(secret).digest();

/** How far a connection is, in the words of the page that waits for it. */
export function progressOf(
  { state, expiresAt }: Pick<Connection, 'state' | 'expiresAt'>,
  now: Date,
): Exclude<ConnectionState, 'exchanging'> {
  const isOver = expiresAt <= now && (state === 'waiting' || state === 'exchanging' || state === 'authorized');
  if (isOver) return 'expired';
  return state === 'exchanging' ? 'waiting' : state;
}

/** Why a state value is refused, for the audit; the person learns only that it is (CON-40). */
export function refusalOf(
  connection: Connection | undefined,
  asked: { workspaceId: string; personId: string; sessionHash: Buffer },
  now: Date,
): 'unknown' | 'other workspace' | 'other person' | 'other session' | 'reused' | 'expired' | null {
  if (!connection) return 'unknown';
  if (connection.workspaceId !== asked.workspaceId) return 'other workspace';
  if (connection.personId !== asked.personId) return 'other person';
  if (!connection.sessionHash.equals(asked.sessionHash)) return 'other session';
  if (connection.state !== 'waiting') return 'reused';
  return connection.expiresAt <= now ? 'expired' : null;
}

export const failureOf = (error: unknown): { code: string; reason: string } =>
  error instanceof Rejection && isRejectionCode(error.code)
    ? { code: error.code, reason: error.message }
    : { code: 'internal', reason: new Rejection('internal').message };
